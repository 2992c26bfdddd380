// SPDX-License-Identifier: MIT

private import PmonCore

/// Durations in their two largest units: `45 s`, `23 m`, `3 h 5 m`, `2 d 4 h`.
enum DurationWords {
    /// The words for a duration; one that is negative, as clock steps make it, counts as none.
    static func text(_ duration: Duration) -> String {
        let seconds = max(0, duration.wholeMicroseconds / 1_000_000)
        let (days, hours) = (seconds / 86_400, seconds / 3600 % 24)
        let (minutes, rest) = (seconds / 60 % 60, seconds % 60)
        if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
        if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) m" : "\(hours) h" }
        if minutes > 0 {
            return rest > 0 && minutes < 5 ? "\(minutes) m \(rest) s" : "\(minutes) m"
        }
        return "\(rest) s"
    }
}
