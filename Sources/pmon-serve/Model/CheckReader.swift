// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Takes from a record's bytes what the model keeps of it, without building the record.
struct CheckReader {
    private var lastHour: [UInt8] = []
    private var lastHourStart = 0.0

    /// The check of a record of a data file or journal; `nil` if it says no time or no result.
    mutating func check(_ record: UnsafeRawBufferPointer) -> RecordedCheck? {
        RecordFields(record).flatMap { check($0) }
    }

    /// The check with these fields; `nil` if they say no time or no result.
    mutating func check(_ fields: RecordFields) -> RecordedCheck? {
        guard let result = fields.result,
            let seconds = fields.at ?? fields.time.flatMap({ local($0) })
        else { return nil }
        return RecordedCheck(
            at: seconds,
            state: CheckState(result),
            milliseconds: fields.total,
            message: fields.message.map(Self.text) ?? "",
            hasEvidence: fields.hasEvidence,
            isAhead: fields.isAhead
        )
    }

    private static func text(_ value: UnsafeRawBufferPointer) -> String {
        // What nearly every record says.
        if value.count == 4, value[1] == UInt8(ascii: "O"), value[2] == UInt8(ascii: "K") {
            return "OK"
        }
        guard value.first == UInt8(ascii: "\"") else {
            return String(decoding: value, as: UTF8.self)
        }
        return PasswordMask.text(
            JSONText.decode(UnsafeRawBufferPointer(rebasing: value[1..<(value.count - 1)]))
        )
    }

    /// A number with at most 18 digits, exactly as `Double` reads it or within its last bit; others
    /// go the slow way.
    static func decimal(_ text: UnsafeRawBufferPointer) -> Double? {
        var mantissa: Int64 = 0
        var scale = 1.0
        var digits = 0
        var isFraction = false
        for byte in text {
            if byte == UInt8(ascii: "."), !isFraction {
                isFraction = true
                continue
            }
            guard byte &- 0x30 < 10, digits < 18 else {
                return Double(String(decoding: text, as: UTF8.self)).flatMap {
                    $0.isFinite ? $0 : nil
                }
            }
            mantissa = mantissa * 10 + Int64(byte - 0x30)
            digits += 1
            if isFraction { scale *= 10 }
        }
        return digits > 0 ? Double(mantissa) / scale : nil
    }

    /// Unix seconds of a record's local `time`; the hour is looked up once for all its records.
    private mutating func local(_ text: UnsafeRawBufferPointer) -> Double? {
        guard text.count >= 19 else { return nil }
        if lastHour.count != 14 || !text.prefix(14).elementsEqual(lastHour) {
            let hour = String(decoding: text.prefix(14), as: UTF8.self) + "00:00"
            guard let start = Timestamp(local: hour) else { return nil }
            lastHour = Array(text.prefix(14))
            lastHourStart = start.seconds
        }
        guard let minutes = Self.decimal(UnsafeRawBufferPointer(rebasing: text[14..<16])),
            let seconds = Self.decimal(UnsafeRawBufferPointer(rebasing: text[17...])),
            (0..<60).contains(minutes), (0..<61).contains(seconds)
        else { return nil }
        return lastHourStart + minutes * 60 + seconds
    }
}
