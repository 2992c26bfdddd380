// SPDX-License-Identifier: MIT

import PmonJSON
import PmonText

/// What orders a record among those of its address and tells it from them.
package struct RecordFacts: Equatable, Sendable {
    /// The instant of the check; nil if neither `at` nor `time` can be read.
    package let at: Timestamp?
    /// The scan.
    package let run: Int?
    /// What the check came to; nil if it is none of the three.
    package let result: CheckResult?
    /// True if the record lay in the future when it came, as the store has marked it.
    package let isAhead: Bool
    /// True if the check began in a maintenance window.
    package let isMaintenance: Bool
    /// Hashes of `target`, `place` and `monitor`; 0 for one that is missing or not a string.
    package let target: UInt64
    package let place: UInt64
    package let monitor: UInt64

    /// What tells the checks of one address apart: a hash of `target` and `place`.
    package var origin: UInt64 { target &* 31 &+ place }

    /// The facts of a record.
    package init(_ fields: RecordFields) {
        (at, run, result) = (fields.at, fields.run, fields.result)
        isAhead = fields.isAhead
        isMaintenance = fields.maintenance != nil
        target = Self.hash(fields[.target])
        place = Self.hash(fields[.place])
        monitor = Self.hash(fields[.monitor])
    }

    /// The facts of a valid record.
    package init(_ record: UnsafeRawBufferPointer) { self.init(RecordFields(record)) }

    /// The hash of a text as it would be of a member with that value.
    package static func hash(_ text: String) -> UInt64 {
        Array(text.utf8).withUnsafeBytes(ByteHash.hash) | 1
    }

    private static func hash(_ member: JSONMembers.Member?) -> UInt64 {
        guard let text = member?.rawString else { return 0 }
        guard text.contains(UInt8(ascii: "\\")) else { return ByteHash.hash(text) | 1 }
        return JSONText.unescape(text).withUnsafeBytes(ByteHash.hash) | 1
    }

    /// True if both are certainly the same record of one scan.
    package func isSame(as other: RecordFacts) -> Bool {
        run != nil && self == other
    }
}
