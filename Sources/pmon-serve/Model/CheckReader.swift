// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

/// Takes from a record's bytes what the model keeps of it, without building the record.
struct CheckReader {
    /// The ten minutes that were looked up last, and how far local time is ahead in them.
    private var lastMinutes: [UInt8] = []
    private var lastOffset: Int64 = 0

    /// The check with these fields; `nil` if they say no time or no result.
    mutating func check(_ fields: RecordFields) -> RecordedCheck? {
        guard fields.error == nil, let result = fields.result,
            let seconds = fields.seconds ?? fields[.time]?.string.flatMap({ local($0) })
        else { return nil }
        return RecordedCheck(
            at: seconds,
            state: CheckState(result),
            milliseconds: fields.total,
            message: fields[.message].map { Self.text($0) } ?? "",
            hasEvidence: fields.hasEvidence || fields.hasAnswer,
            isAhead: fields.isAhead,
            isMaintenance: fields.maintenance != nil
        )
    }

    private static func text(_ member: JSONMembers.Member) -> String {
        let value = member.rawValue
        // What nearly every record says.
        if value.count == 4, value[1] == UInt8(ascii: "O"), value[2] == UInt8(ascii: "K") {
            return "OK"
        }
        if let text = member.string { return PasswordMask.text(text) }
        return member.int.map(String.init) ?? String(decoding: value, as: UTF8.self)
    }

    /// Unix seconds of a record's local `time`; no zone changes its offset within ten minutes.
    private mutating func local(_ text: String) -> Double? {
        guard let wall = Timestamp.wall(text) else { return nil }
        let clock = wall.seconds * 1_000_000 + wall.microseconds
        if !lastMinutes.elementsEqual(text.utf8.prefix(15)) {
            guard let instant = Timestamp(local: text) else { return nil }
            (lastMinutes, lastOffset) = (Array(text.utf8.prefix(15)), clock - instant.microseconds)
        }
        return Timestamp(microseconds: clock - lastOffset).seconds
    }
}
