// SPDX-License-Identifier: MIT

private import Glibc
import PmonText

/// The clock that no step of the system's time disturbs; all intervals are measured by it.
///
/// https://man7.org/linux/man-pages/man3/clock_gettime.3.html (CLOCK_MONOTONIC)
package struct Monotonic: Comparable, Hashable, Sendable {
    /// Nanoseconds since an arbitrary start.
    package let nanoseconds: Int64

    /// An instant of that many nanoseconds since the clock's start.
    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The present.
    package static func now() -> Monotonic {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Monotonic(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    package static func < (left: Monotonic, right: Monotonic) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The time from the right instant to the left one.
    package static func - (left: Monotonic, right: Monotonic) -> Duration {
        .nanoseconds(left.nanoseconds - right.nanoseconds)
    }

    /// Whole microseconds since an earlier instant, without a `Duration`'s arithmetic of 128 bits.
    package func microseconds(since earlier: Monotonic) -> Int64 {
        (nanoseconds - earlier.nanoseconds) / 1000
    }

    /// The instant that much later.
    package static func + (left: Monotonic, right: Duration) -> Monotonic {
        Monotonic(nanoseconds: left.nanoseconds + right.wholeMicroseconds * 1000)
    }
}
