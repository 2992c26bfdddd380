// SPDX-License-Identifier: MIT

import PmonText

/// A check: an address with a target and a place.
package struct CheckIdentity: Hashable, Comparable, Sendable {
    /// The address.
    package let url: URLKey
    /// Target and place.
    package let name: CheckName
    /// A hash of all of them, made once: a check is looked up many times.
    private let digest: UInt64

    /// The check of an address with that name; without one, that of all records without target and place.
    package init(_ url: URLKey, _ name: CheckName = CheckName()) {
        (self.url, self.name) = (url, name)
        digest = url.bytes.withUnsafeBytes(ByteHash.hash) &* 31 &+ name.digest
    }

    /// The check of an address without target and place.
    package init(_ url: String) { self.init(URLKey(url)) }

    /// True if it has neither target nor place.
    package var isUnnamed: Bool { name.target == nil && name.place == nil }

    package func hash(into hasher: inout Hasher) { hasher.combine(digest) }

    package static func == (left: CheckIdentity, right: CheckIdentity) -> Bool {
        left.digest == right.digest && left.url == right.url && left.name == right.name
    }

    /// By address, then target, then place.
    package static func < (left: CheckIdentity, right: CheckIdentity) -> Bool {
        let order = URLKey.order(left.url, right.url)
        return order == 0 ? left.name < right.name : order < 0
    }
}
