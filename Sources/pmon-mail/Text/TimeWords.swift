// SPDX-License-Identifier: MIT

private import Glibc
import PmonRecord

/// Instants as a mail writes them, in the local time of the monitor.
enum TimeWords {
    /// For people: `2026-11-22 17:23:49`; the zone is named once a mail.
    static func moment(_ time: Timestamp) -> String {
        time.localSeconds
    }

    /// A moment in few letters: `22 Nov 17:23`.
    static func day(_ time: Timestamp) -> String {
        let parts = parts(time)
        return "\(parts.dayOfMonth) \(months[parts.month]) \(clock(time).prefix(5))"
    }

    /// The offset from UTC at an instant: `+01:00`.
    static func zone(_ time: Timestamp) -> String {
        String(Substring(time.rfc3339.utf8.dropFirst(19)))
    }

    /// For the header `Date` (RFC 5322 section 3.3): `Sun, 22 Nov 2026 17:23:49 +0100`.
    static func header(_ time: Timestamp) -> String {
        let parts = parts(time)
        let zone = zone(time).utf8
        return "\(days[parts.day]), \(parts.dayOfMonth) \(months[parts.month]) \(parts.year) "
            + "\(clock(time)) \(Substring(zone.prefix(3)))\(Substring(zone.suffix(2)))"
    }

    /// For the separator line of an mbox (RFC 4155), in UTC: `Sun Nov 22 16:23:49 2026`.
    static func separator(_ time: Timestamp) -> String {
        let (utc, parts) = (time.utc, parts(time, isLocal: false))
        let day = parts.dayOfMonth < 10 ? " \(parts.dayOfMonth)" : "\(parts.dayOfMonth)"
        return "\(days[parts.day]) \(months[parts.month]) \(day) "
            + "\(Substring(utc.utf8.dropFirst(11).prefix(8))) \(parts.year)"
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private struct Parts {
        let year: Int
        let month: Int
        let dayOfMonth: Int
        let day: Int
    }

    private static func clock(_ time: Timestamp) -> Substring {
        Substring(time.localSeconds.utf8.dropFirst(11))
    }

    private static func parts(_ time: Timestamp, isLocal: Bool = true) -> Parts {
        var seconds = time_t(time.seconds.rounded(.down))
        var parts = tm()
        if isLocal {
            localtime_r(&seconds, &parts)
        } else {
            gmtime_r(&seconds, &parts)
        }
        return Parts(
            year: Int(parts.tm_year) + 1900,
            month: Int(parts.tm_mon),
            dayOfMonth: Int(parts.tm_mday),
            day: Int(parts.tm_wday)
        )
    }
}
