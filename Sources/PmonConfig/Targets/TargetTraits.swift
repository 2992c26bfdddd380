// SPDX-License-Identifier: MIT

import PmonText

/// What a pattern can find a target by.
package struct TargetTraits: Equatable, Sendable {
    /// The key in `[urls]`, in lower case; nil for an address that has none.
    let key: String?
    /// The key without `url.`.
    let shortKey: String?
    let name: String?
    let group: String?
    /// The address, its password masked.
    let url: String

    /// The traits of a target of that key, address and settings; an empty key counts as none.
    package init(key: String?, url: String, checks: CheckSettings?) {
        let lower = key.flatMap { $0.isEmpty ? nil : $0.lowercased() }
        self.key = lower
        shortKey = lower?.removingPrefix("url.")
        name = checks?.name
        group = checks?.group
        self.url = url
    }

    /// The traits of a target.
    package init(_ target: Target) {
        self.init(key: target.key, url: target.redacted, checks: target.checks)
    }
}
