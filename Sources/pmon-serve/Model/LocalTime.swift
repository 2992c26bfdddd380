// SPDX-License-Identifier: MIT

import PmonRecord

/// Instants as the page shows them, in the time zone of this machine.
enum LocalTime {
    /// `2026-11-24 12:00:41`.
    static func full(_ seconds: Double) -> String { Timestamp(seconds: seconds).localSeconds }

    /// `12:00:41` today, else with the date before it.
    static func short(_ seconds: Double, now: Double) -> String {
        date(seconds) == date(now) ? clock(seconds) : full(seconds)
    }

    /// `2026-11-24`.
    static func date(_ seconds: Double) -> String { String(full(seconds).prefix(10)) }

    /// `12:00:41`.
    static func clock(_ seconds: Double) -> String { String(full(seconds).suffix(8)) }

    /// `2026-11-24T12:00:41+01:00` (RFC 3339).
    static func rfc3339(_ seconds: Double) -> String { Timestamp(seconds: seconds).rfc3339 }

    /// Abbreviation and offset of the zone at an instant: `CET (UTC+1)`.
    static func zone(_ seconds: Double) -> String { Timestamp(seconds: seconds).localZone }

    /// Seconds by which the zone is ahead of UTC at an instant.
    static func offset(_ seconds: Double) -> Int { Timestamp(seconds: seconds).localOffset }

    /// Abbreviation of the zone at an instant: `CET`.
    static func zoneName(_ seconds: Double) -> String { String(zone(seconds).prefix { $0 != " " }) }
}
