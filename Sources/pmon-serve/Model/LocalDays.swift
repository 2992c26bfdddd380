// SPDX-License-Identifier: MIT

private import Glibc
import PmonRecord

/// Local calendar days of instants; neighbours in time, which is the usual order of questions, cost
/// a comparison.
struct LocalDays: Sendable {
    private var from = 0.0
    private var to = 0.0
    private var known = 0

    /// Days since 1970-01-01 of an instant's local date.
    mutating func number(of seconds: Double) -> Int {
        if seconds >= from, seconds < to { return known }
        var time = time_t(seconds.rounded(.down))
        var parts = tm()
        localtime_r(&time, &parts)
        known = Self.number(of: parts)
        // Midnight to midnight, by the calendar: a day may have 23 or 25 hours.
        var midnight = tm()
        midnight.tm_year = parts.tm_year
        midnight.tm_mon = parts.tm_mon
        midnight.tm_mday = parts.tm_mday
        midnight.tm_isdst = -1
        from = Double(mktime(&midnight))
        midnight.tm_mday = parts.tm_mday + 1
        midnight.tm_hour = 0
        midnight.tm_isdst = -1
        to = Double(mktime(&midnight))
        return known
    }

    /// `YYYY-MM-DD` of a day's number.
    static func text(_ number: Int) -> String {
        String(Timestamp(seconds: Double(number) * 86_400).utc.prefix(10))
    }

    /// Days since 1970-01-01 of a date of the calendar; month from 1 to 12.
    static func number(year: Int, month: Int, day: Int) -> Int {
        var parts = tm()
        parts.tm_year = Int32(clamping: year - 1900)
        parts.tm_mon = Int32(clamping: month - 1)
        parts.tm_mday = Int32(clamping: day)
        return Int((Double(timegm(&parts)) / 86_400).rounded(.down))
    }

    private static func number(of parts: tm) -> Int {
        number(
            year: Int(parts.tm_year) + 1900,
            month: Int(parts.tm_mon) + 1,
            day: Int(parts.tm_mday)
        )
    }
}
