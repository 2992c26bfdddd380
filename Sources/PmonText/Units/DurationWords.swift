// SPDX-License-Identifier: MIT

/// Durations for people, in their two largest units: `45 s`, `23 m`, `3 h 5 m`, `2 d 4 h`.
package enum DurationWords {
    /// The words for a duration, rounded to seconds; one that is negative, as clock steps make it, counts as none.
    ///
    /// From ten minutes on seconds are left out, from ten days on hours.
    package static func text(_ duration: Duration) -> String {
        let seconds = max(0, (duration.wholeMicroseconds + 500_000) / 1_000_000)
        let (days, hours) = (seconds / 86_400, seconds / 3600 % 24)
        let (minutes, rest) = (seconds / 60 % 60, seconds % 60)
        if days > 0 { return hours > 0 && days < 10 ? "\(days) d \(hours) h" : "\(days) d" }
        if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) m" : "\(hours) h" }
        if minutes > 0 {
            return rest > 0 && minutes < 10 ? "\(minutes) m \(rest) s" : "\(minutes) m"
        }
        return "\(rest) s"
    }

    /// The words for a number of seconds; what no clock can show counts as some centuries.
    package static func text(seconds: Double) -> String {
        text(.seconds(seconds.isNaN ? 0 : max(0, min(seconds, 1e10))))
    }
}
