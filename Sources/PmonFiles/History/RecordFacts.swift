// SPDX-License-Identifier: MIT

package import PmonCore

/// What orders a record among those of its address and tells it from them.
package struct RecordFacts: Equatable, Sendable {
    /// The instant of the check; nil if neither `at` nor `time` can be read.
    package private(set) var at: Timestamp?
    /// The scan.
    package private(set) var run: Int?
    /// What the check came to; nil if it is none of the three.
    package private(set) var result: CheckResult?
    /// True if the record lay in the future when it came, as the store has marked it.
    package private(set) var isAhead = false
    /// Hashes of `target`, `place` and `monitor`; 0 for one that is missing or not a string.
    package private(set) var target: UInt64 = 0
    package private(set) var place: UInt64 = 0
    package private(set) var monitor: UInt64 = 0

    /// What tells the checks of one address apart: a hash of `target` and `place`.
    package var origin: UInt64 { target &* 31 &+ place }

    /// The facts of a valid record.
    package init(_ record: UnsafeRawBufferPointer) {
        var time: String?
        var members = JSONMembers(record)
        while let member = members.next() {
            // The first letters are enough to pass over most members.
            guard var first = member.rawKey.first else { continue }
            if first == UInt8(ascii: "\\") { first = member.key.utf8.first ?? 0 }
            switch first {
            case UInt8(ascii: "a") where member.hasKey("at"):
                at = member.number(.at).map(Timestamp.init(seconds:))
            case UInt8(ascii: "c") where member.hasKey("clock"):
                isAhead = member.isString("ahead")
            case UInt8(ascii: "r") where member.hasKey("run"):
                run = member.integer(.run)
            case UInt8(ascii: "r") where member.hasKey("result"):
                result = member.string.flatMap(CheckResult.init(rawValue:))
            case UInt8(ascii: "t") where member.hasKey("time"):
                time = member.string
            case UInt8(ascii: "t") where member.hasKey("target"):
                target = Self.hash(member)
            case UInt8(ascii: "p") where member.hasKey("place"):
                place = Self.hash(member)
            case UInt8(ascii: "m") where member.hasKey("monitor"):
                monitor = Self.hash(member)
            default: break
            }
        }
        at = at ?? time.flatMap(Timestamp.init(local:))
    }

    /// The hash of a text as it would be of a member with that value.
    package static func hash(_ text: String) -> UInt64 {
        Array(text.utf8).withUnsafeBytes(ByteHash.hash) | 1
    }

    private static func hash(_ member: JSONMembers.Member) -> UInt64 {
        guard let text = member.rawString else { return 0 }
        guard text.contains(UInt8(ascii: "\\")) else { return ByteHash.hash(text) | 1 }
        return JSONText.unescape(text).withUnsafeBytes(ByteHash.hash) | 1
    }

    /// True if both are certainly the same record of one scan.
    package func isSame(as other: RecordFacts) -> Bool {
        run != nil && self == other
    }
}
