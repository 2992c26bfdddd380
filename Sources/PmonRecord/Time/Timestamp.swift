// SPDX-License-Identifier: MIT

private import Glibc
package import PmonJSON
import PmonText

/// An instant in microseconds since 1970-01-01 UTC; free of time zones, good beyond 2038.
package struct Timestamp: Equatable, Comparable, Hashable, Sendable {
    /// Microseconds since 1970-01-01 UTC.
    package let microseconds: Int64

    /// An instant of that many microseconds since 1970.
    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// An instant of that many seconds since 1970, rounded to microseconds and kept within the years 1 to 9999.
    package init(seconds: Double) {
        let limit = 253_402_300_799.0
        let bounded = seconds.isNaN ? 0 : min(max(seconds, -62_135_596_800), limit)
        microseconds = Int64((bounded * 1_000_000).rounded())
    }

    /// The present, by the system's clock.
    package static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
        )
    }

    /// Seconds since 1970.
    package var seconds: Double { Double(microseconds) / 1_000_000 }

    /// Milliseconds since 1970, rounded down; the unit of a record's `run`.
    package var milliseconds: Int { Int(wholeSeconds) * 1000 + Int(fraction) / 1000 }

    /// Unix seconds with 6 decimals; the form of a record's `at`.
    package var number: JSONNumber { JSONNumber(fixed: microseconds, decimals: 6) }

    /// Seconds since 1970, rounded down.
    var wholeSeconds: Int64 {
        let quotient = microseconds / 1_000_000
        return microseconds % 1_000_000 < 0 ? quotient - 1 : quotient
    }

    /// Microseconds past `wholeSeconds`, 0 to 999,999.
    var fraction: Int64 { microseconds - wholeSeconds * 1_000_000 }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The time from the right instant to the left one.
    package static func - (left: Timestamp, right: Timestamp) -> Duration {
        .microseconds(left.microseconds - right.microseconds)
    }

    /// The instant that much earlier.
    package static func - (left: Timestamp, right: Duration) -> Timestamp {
        Timestamp(microseconds: left.microseconds - right.wholeMicroseconds)
    }

    /// The instant that much later.
    package static func + (left: Timestamp, right: Duration) -> Timestamp {
        Timestamp(microseconds: left.microseconds + right.wholeMicroseconds)
    }
}
