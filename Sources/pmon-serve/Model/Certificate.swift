// SPDX-License-Identifier: MIT

import PmonCore

/// How long a monitor's certificate lasts.
struct Certificate: Equatable, Sendable {
    /// Unix seconds at which it runs out.
    let expires: Double
    /// Days left that are worth a warning; nil for none.
    let warnDays: Double?
    /// Days left at which it is urgent: a third of those of `auto`, which are few for a certificate that is made anew each week.
    let urgentDays: Double

    /// Days left at which a certificate is urgent, unless it is valid for a short time only.
    private static let usualUrgentDays = 7.0

    /// Reads the `certificate` of a record that was made at `at`; `nil` if it has none.
    init?(_ record: Record, at: Double, warning: CertificateWarning) {
        guard let object = record[.certificate]?.object else { return nil }
        if let text = object["expires"]?.string, let seconds = Self.seconds(rfc3339: text) {
            expires = seconds
        } else if let days = NumberField.days.number(object["days"]?.double) {
            expires = at + days * 86_400
        } else {
            return nil
        }
        let begins = object["begins"]?.string.flatMap(Self.seconds(rfc3339:))
        warnDays = warning.threshold(lifetime: begins.map { [expires] in expires - $0 })
            .map { $0.inSeconds / 86_400 }
        let third = warning == .auto ? warnDays.map { $0 / 3 } : nil
        urgentDays = min(third ?? Self.usualUrgentDays, Self.usualUrgentDays)
    }

    /// Whole days left, negative once it has run out.
    func days(now: Double) -> Int { Int(((expires - now) / 86_400).rounded(.down)) }

    /// What the days left mean.
    func state(now: Double) -> CheckState {
        let left = (expires - now) / 86_400
        if left <= urgentDays { return .down }
        return warnDays.map { left <= $0 } ?? false ? .app : .ok
    }

    /// Unix seconds of `2026-11-24T12:00:41Z` or with an offset; `nil` if it is neither.
    static func seconds(rfc3339 text: String) -> Double? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t")
        else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            Int(String(decoding: bytes[range], as: UTF8.self))
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var offset = 0
        let tail = bytes[19...].drop { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
        if let sign = tail.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            let start = tail.startIndex
            guard tail.count == 6, let hours = number(start + 1..<start + 3),
                let minutes = number(start + 4..<start + 6)
            else { return nil }
            offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -60 : 60)
        }
        let days = LocalDays.number(year: year, month: month, day: day)
        return Double(days * 86_400 + hour * 3600 + minute * 60 + second - offset)
    }
}
