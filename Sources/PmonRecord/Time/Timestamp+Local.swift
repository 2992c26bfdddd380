// SPDX-License-Identifier: MIT

private import Glibc
import PmonText

extension Timestamp {
    /// Local time as `YYYY-MM-DD HH:MM:SS.ffffff`; the form of a record's `time`.
    package var local: String {
        let parts = localParts()
        return DigitWriter.text { writer in
            Self.put(parts, between: " ", to: &writer)
            writer.put(".")
            writer.put(Int(fraction), width: 6)
        }
    }

    /// Local time of whole seconds for people: `YYYY-MM-DD HH:MM:SS`.
    package var localSeconds: String {
        let parts = localParts()
        return DigitWriter.text { writer in Self.put(parts, between: " ", to: &writer) }
    }

    /// Abbreviation and offset of the local zone at this instant: `CET (UTC+1)`.
    package var localZone: String {
        let parts = localParts()
        let minutes = Int(parts.tm_gmtoff) / 60
        let name = parts.tm_zone.map { String(cString: $0) } ?? "local time"
        if minutes == 0, name == "UTC" { return name }
        let offset = DigitWriter.text { writer in
            writer.put(abs(minutes) / 60, width: 1)
            if minutes % 60 != 0 {
                writer.put(":")
                writer.put(abs(minutes) % 60, width: 2)
            }
        }
        return "\(name) (UTC\(minutes < 0 ? "−" : "+")\(offset))"
    }

    /// Seconds by which local time is ahead of UTC at this instant.
    package var localOffset: Int { Int(localParts().tm_gmtoff) }

    /// Local time as `YYYY-MM-DD HH:MM:SS,mmm`; the form of the log file.
    package var logLocal: String {
        let parts = localParts()
        return DigitWriter.text { writer in
            Self.put(parts, between: " ", to: &writer)
            writer.put(",")
            writer.put(Int(fraction / 1000), width: 3)
        }
    }

    /// Local time with its offset as RFC 3339, whole seconds: `2026-11-22T17:23:49+01:00`.
    package var rfc3339: String {
        let parts = localParts()
        let minutes = parts.tm_gmtoff / 60
        return DigitWriter.text { writer in
            Self.put(parts, between: "T", to: &writer)
            writer.put(minutes < 0 ? "-" : "+")
            writer.put(abs(minutes) / 60, width: 2)
            writer.put(":")
            writer.put(abs(minutes) % 60, width: 2)
        }
    }

    /// UTC as RFC 3339, whole seconds: `2026-11-22T16:23:49Z`.
    package var utc: String {
        var seconds = time_t(wholeSeconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return DigitWriter.text { writer in
            Self.put(parts, between: "T", to: &writer)
            writer.put("Z")
        }
    }

    /// Reads local time as a record's `time` spells it; the fraction may have 0 to 6 digits.
    ///
    /// nil for any other spelling and for days that the calendar does not have. As in Python's `datetime`, of the two
    /// readings of an hour that daylight saving repeats the earlier one is taken, and a time that it skips is read
    /// with the offset from before. mktime(3) is not used: what it makes of such times depends on earlier calls.
    package init?(local text: String) {
        guard let wall = Self.wall(text) else { return nil }
        self.init(
            microseconds: ClockZone.machine.instant(ofWall: wall.seconds) * 1_000_000
                + wall.microseconds
        )
    }

    /// The reading of a clock in the spelling of `init(local:)`, in Unix seconds as if it were UTC, and the fraction.
    package static func wall(_ text: String) -> (seconds: Int64, microseconds: Int64)? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, bytes.count <= 26, let parts = parts(bytes) else { return nil }
        var fraction: Int64 = 0
        if bytes.count > 19 {
            guard bytes[19] == UInt8(ascii: "."), bytes.count > 20 else { return nil }
            for index in 20..<26 {
                guard index < bytes.count else {
                    fraction *= 10
                    continue
                }
                guard let digit = digit(bytes[index]) else { return nil }
                fraction = fraction * 10 + Int64(digit)
            }
        }
        var utc = parts
        let wall = Int64(timegm(&utc))
        guard utc.tm_mday == parts.tm_mday, utc.tm_mon == parts.tm_mon else { return nil }
        return (wall, fraction)
    }

    private func localParts() -> tm {
        var seconds = time_t(wholeSeconds)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts
    }

    /// Puts `YYYY-MM-DD HH:MM:SS` with that separator.
    private static func put(
        _ parts: tm,
        between separator: Unicode.Scalar,
        to writer: inout DigitWriter
    ) {
        writer.put(Int(parts.tm_year) + 1900, width: 4)
        writer.put("-")
        writer.put(Int(parts.tm_mon + 1), width: 2)
        writer.put("-")
        writer.put(Int(parts.tm_mday), width: 2)
        writer.put(separator)
        writer.put(Int(parts.tm_hour), width: 2)
        writer.put(":")
        writer.put(Int(parts.tm_min), width: 2)
        writer.put(":")
        writer.put(Int(parts.tm_sec), width: 2)
    }

    /// The calendar fields of `YYYY-MM-DD HH:MM:SS`, each within its range.
    private static func parts(_ bytes: [UInt8]) -> tm? {
        let separators: [(Int, Character)] = [(4, "-"), (7, "-"), (10, " "), (13, ":"), (16, ":")]
        for (index, separator) in separators where bytes[index] != separator.asciiValue {
            return nil
        }
        func number(_ range: Range<Int>, _ allowed: ClosedRange<Int32>) -> Int32? {
            var value: Int32 = 0
            for index in range {
                guard let digit = digit(bytes[index]) else { return nil }
                value = value * 10 + digit
            }
            return allowed.contains(value) ? value : nil
        }
        guard let year = number(0..<4, 1...9999), let month = number(5..<7, 1...12),
            let day = number(8..<10, 1...31), let hour = number(11..<13, 0...23),
            let minute = number(14..<16, 0...59), let second = number(17..<19, 0...59)
        else { return nil }
        var parts = tm()
        parts.tm_year = year - 1900
        parts.tm_mon = month - 1
        parts.tm_mday = day
        parts.tm_hour = hour
        parts.tm_min = minute
        parts.tm_sec = second
        return parts
    }

    private static func digit(_ byte: UInt8) -> Int32? {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            ? Int32(byte - UInt8(ascii: "0")) : nil
    }
}
