// SPDX-License-Identifier: MIT

/// What tells the checks of one address apart: the target and the place, as a record has them.
package struct CheckName: Hashable, Comparable, Sendable {
    /// The key in `[urls]` in UTF-8; nil if it is missing or not a string.
    package let target: [UInt8]?
    /// The vantage point, likewise.
    package let place: [UInt8]?

    /// The name of the check that made a valid record.
    package init(_ record: UnsafeRawBufferPointer) {
        var (target, place): ([UInt8]?, [UInt8]?)
        var members = JSONMembers(record)
        while let member = members.next() {
            if member.hasKey("target") {
                target = member.rawString.map(JSONText.unescape)
            } else if member.hasKey("place") {
                place = member.rawString.map(JSONText.unescape)
            }
        }
        self.init(target: target, place: place)
    }

    /// The name of the check that made a valid record.
    package init(_ record: [UInt8]) {
        self = record.withUnsafeBytes { CheckName($0) }
    }

    /// A name of these parts.
    package init(target: [UInt8]? = nil, place: [UInt8]? = nil) {
        (self.target, self.place) = (target, place)
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
