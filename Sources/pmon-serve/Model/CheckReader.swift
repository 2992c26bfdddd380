// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Takes from a record's bytes what the model keeps of it, without building the record.
struct CheckReader {
    private var lastHour: [UInt8] = []
    private var lastHourStart = 0.0

    /// The check of a record of a data file or journal; `nil` if it says no time or no result.
    mutating func check(_ record: UnsafeRawBufferPointer) -> RecordedCheck? {
        var at: Double?
        var time: UnsafeRawBufferPointer?
        var state: CheckState?
        var milliseconds: Double?
        var message = ""
        var hasEvidence = false
        var isAhead = false
        var members = JSONMembers(record)
        while let member = members.next() {
            // The first letters are enough to pass over most members.
            switch member.rawKey.first {
            case UInt8(ascii: "a") where member.hasKey("at"):
                at = NumberField.at.number(Self.decimal(member.rawValue))
            case UInt8(ascii: "c") where member.hasKey("clock"):
                isAhead = member.isString("ahead")
            case UInt8(ascii: "t") where member.hasKey("time"):
                time = member.rawString
            case UInt8(ascii: "t") where member.hasKey("timing"):
                milliseconds = Self.total(member.rawValue)
            case UInt8(ascii: "r") where member.hasKey("result"):
                state = Self.state(member)
            case UInt8(ascii: "m") where member.hasKey("message"):
                message = member.isString("OK") ? "OK" : Self.text(member)
            case UInt8(ascii: "s") where member.hasKey("ssh"),
                UInt8(ascii: "m") where member.hasKey("memory"),
                UInt8(ascii: "f") where member.hasKey("file.system"),
                UInt8(ascii: "l") where member.hasKey("logs"):
                hasEvidence = hasEvidence || member.rawValue.first != UInt8(ascii: "n")
            default: break
            }
        }
        guard members.error == nil, let state, let seconds = at ?? time.flatMap({ local($0) })
        else { return nil }
        return RecordedCheck(
            at: seconds,
            state: state,
            milliseconds: milliseconds,
            message: message,
            hasEvidence: hasEvidence,
            isAhead: isAhead
        )
    }

    private static func state(_ member: JSONMembers.Member) -> CheckState? {
        if member.isString("SUCCESS") { return .ok }
        if member.isString("APPLICATION_ERROR") { return .app }
        return member.isString("EXCEPTION_ERROR") ? .down : nil
    }

    private static func text(_ member: JSONMembers.Member) -> String {
        member.string.map(PasswordMask.text) ?? String(decoding: member.rawValue, as: UTF8.self)
    }

    private static func total(_ timing: UnsafeRawBufferPointer) -> Double? {
        var members = JSONMembers(timing)
        while let member = members.next() {
            if member.hasKey("total") {
                return NumberField.total.number(decimal(member.rawValue))
            }
        }
        return nil
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
