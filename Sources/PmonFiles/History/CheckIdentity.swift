// SPDX-License-Identifier: MIT

/// A check: an address with a target and a place.
package struct CheckIdentity: Hashable, Comparable, Sendable {
    /// The address.
    package let url: URLKey
    /// Target and place.
    package let name: CheckName

    /// The check of an address with that name; without one, that of all records without target and place.
    package init(_ url: URLKey, _ name: CheckName = CheckName()) {
        (self.url, self.name) = (url, name)
    }

    /// The check of an address without target and place.
    package init(_ url: String) { self.init(URLKey(url)) }

    /// True if it has neither target nor place.
    package var isUnnamed: Bool { name.target == nil && name.place == nil }

    /// By address, then target, then place.
    package static func < (left: CheckIdentity, right: CheckIdentity) -> Bool {
        left.url == right.url ? left.name < right.name : left.url < right.url
    }
}
