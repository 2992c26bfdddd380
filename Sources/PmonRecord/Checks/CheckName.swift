// SPDX-License-Identifier: MIT

import PmonText

/// What tells the checks of one address apart: the target and the place, as a record has them.
package struct CheckName: Hashable, Comparable, Sendable {
    /// The key in `[urls]` in UTF-8; nil if it is missing or not a string.
    package let target: [UInt8]?
    /// The vantage point, likewise.
    package let place: [UInt8]?

    /// A name of these parts.
    package init(target: [UInt8]? = nil, place: [UInt8]? = nil) {
        (self.target, self.place) = (target, place)
    }

    /// The check without a target that goes on under this name when its first record comes: that of the same place.
    ///
    /// A record without a target is that of a check whose name is not known yet. All others of the address that have
    /// no target leave when one comes that has, and so does this one if there is a check of the name already.
    package func predecessor(where isKnown: (CheckName) -> Bool) -> CheckName? {
        let old = CheckName(place: place)
        return target != nil && isKnown(old) && !isKnown(self) ? old : nil
    }

    /// A hash of both parts.
    var digest: UInt64 {
        let target = target.map { $0.withUnsafeBytes(ByteHash.hash) | 1 } ?? 0
        let place = place.map { $0.withUnsafeBytes(ByteHash.hash) | 1 } ?? 0
        return target &* 31 &+ place
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(digest) }

    /// By the bytes of target, then place; missing ones come first.
    package static func < (left: CheckName, right: CheckName) -> Bool {
        if left.target != right.target { return precedes(left.target, right.target) }
        return precedes(left.place, right.place)
    }

    private static func precedes(_ left: [UInt8]?, _ right: [UInt8]?) -> Bool {
        guard let right else { return false }
        guard let left else { return true }
        return left.lexicographicallyPrecedes(right)
    }
}
