// SPDX-License-Identifier: MIT

import Glibc
import PmonCore

/// Instants and lengths of time as people read them, in the time zone of this machine.
enum LocalTime {
    /// `2026-11-24 12:00:41`.
    static func full(_ seconds: Double) -> String {
        let parts = parts(seconds)
        return "\(date(parts)) \(clock(parts))"
    }

    /// `12:00:41` today, else with the date in front.
    static func short(_ seconds: Double, now: Double) -> String {
        let parts = parts(seconds)
        let today = self.parts(now)
        guard parts.tm_year == today.tm_year, parts.tm_yday == today.tm_yday else {
            return "\(date(parts)) \(clock(parts))"
        }
        return clock(parts)
    }

    /// `2026-11-24T12:00:41+01:00` (RFC 3339).
    static func rfc3339(_ seconds: Double) -> String { Timestamp(seconds: seconds).rfc3339 }

    /// Abbreviation and offset of the zone at an instant: `CET (UTC+1)`.
    static func zone(_ seconds: Double) -> String {
        let parts = parts(seconds)
        let minutes = Int(parts.tm_gmtoff) / 60
        let sign = minutes < 0 ? "−" : "+"
        let rest = abs(minutes) % 60
        let offset = "\(abs(minutes) / 60)" + (rest == 0 ? "" : ":" + two(rest))
        let name = parts.tm_zone.map { String(cString: $0) } ?? "local time"
        return minutes == 0 && name == "UTC" ? "UTC" : "\(name) (UTC\(sign)\(offset))"
    }

    /// Abbreviation of the zone at an instant: `CET`.
    static func zoneName(_ seconds: Double) -> String {
        zone(seconds).split(separator: " ").first.map(String.init) ?? ""
    }

    /// A length of time in its two largest units: `38 s`, `12 m`, `3 h 5 m`, `2 d 4 h`.
    static func length(_ seconds: Double) -> String {
        let whole = Int(max(0, min(seconds, 1e10)).rounded())
        switch whole {
        case ..<60: return "\(whole) s"
        case ..<3600:
            return whole < 600 && whole % 60 > 0
                ? "\(whole / 60) m \(whole % 60) s" : "\(whole / 60) m"
        case ..<86_400:
            let minutes = whole % 3600 / 60
            return minutes > 0 ? "\(whole / 3600) h \(minutes) m" : "\(whole / 3600) h"
        default:
            let hours = whole % 86_400 / 3600
            return hours > 0 && whole < 10 * 86_400
                ? "\(whole / 86_400) d \(hours) h" : "\(whole / 86_400) d"
        }
    }

    /// `YYYY-MM-DD` of broken-down time.
    static func date(_ parts: tm) -> String {
        "\(Int(parts.tm_year) + 1900)-\(two(Int(parts.tm_mon) + 1))-\(two(Int(parts.tm_mday)))"
    }

    /// `HH:MM:SS` of broken-down time.
    static func clock(_ parts: tm) -> String {
        "\(two(Int(parts.tm_hour))):\(two(Int(parts.tm_min))):\(two(Int(parts.tm_sec)))"
    }

    /// Broken-down local time.
    static func parts(_ seconds: Double) -> tm {
        var time = time_t(max(-6e10, min(seconds, 2.5e11)).rounded(.down))
        var parts = tm()
        localtime_r(&time, &parts)
        return parts
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
