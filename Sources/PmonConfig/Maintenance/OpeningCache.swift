// SPDX-License-Identifier: MIT

import PmonRecord
private import Synchronization

/// Remembers the openings of one window around the instant that was asked about last.
final class OpeningCache: Sendable {
    /// A range in which the window is open all the time, or closed.
    private struct Span {
        var range: Range<Int64> = 0..<0
        var isOpen = false
    }

    /// The openings of a range of some weeks.
    private struct Stretch {
        var range: Range<Int64> = 0..<0
        var openings: [Range<Int64>] = []
    }

    // Two, because the span alone answers nearly all questions and is quickly copied.
    private let span = Mutex(Span())
    private let stretch = Mutex(Stretch())

    /// Nothing known yet.
    init() {}

    /// Microseconds of a day.
    private static let day = CivilDay.seconds * 1_000_000
    private static let first = CivilDay(year: 1, month: 1, day: 1).number * day
    private static let last = CivilDay(year: 10_000, month: 1, day: 1).number * day - 1

    /// The instant in microseconds, kept within the years 1 to 9999 so that no sum overflows.
    static func clamped(_ instant: Timestamp) -> Int64 {
        min(max(instant.microseconds, first), last)
    }

    /// True if the schedule, always the same one, is open at an instant in microseconds.
    func isOpen(_ microseconds: Int64, _ schedule: WindowSchedule) -> Bool {
        let known: Bool? = span.withLock { span in
            span.range.contains(microseconds) ? span.isOpen : nil
        }
        if let known { return known }
        let instant = min(max(microseconds, Self.first), Self.last)
        let found = stretch.withLock { stretch in
            if !stretch.range.contains(instant) {
                // Records come in order of time, more or less.
                stretch.range = instant - 2 * Self.day..<instant + 64 * Self.day
                stretch.openings = schedule.openings(overlapping: stretch.range)
            }
            return Self.find(instant, in: stretch)
        }
        span.withLock { $0 = found }
        return found.isOpen
    }

    private static func find(_ instant: Int64, in stretch: Stretch) -> Span {
        let openings = stretch.openings
        var (low, high) = (0, openings.count)
        while low < high {
            let middle = (low + high) / 2
            if openings[middle].upperBound <= instant { low = middle + 1 } else { high = middle }
        }
        let next = low < openings.count ? openings[low] : nil
        if let next, next.contains(instant) {
            // It may go on beyond what is known.
            return Span(range: next.clamped(to: stretch.range), isOpen: true)
        }
        let before = low > 0 ? openings[low - 1].upperBound : stretch.range.lowerBound
        let after = next?.lowerBound ?? stretch.range.upperBound
        return Span(
            range: (before..<after).clamped(to: stretch.range),
            isOpen: false
        )
    }
}
