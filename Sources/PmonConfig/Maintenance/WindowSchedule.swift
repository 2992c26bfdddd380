// SPDX-License-Identifier: MIT

import PmonRecord

/// When a maintenance window is open: on days that recur, or once.
struct WindowSchedule: Equatable, Sendable {
    /// The days on which a window begins.
    enum Days: Equatable, Sendable {
        /// Days of the week, 0 for Monday to 6 for Sunday.
        case weekly(Set<Int>)
        /// The first to fourth of a day of the week in a month.
        case monthly(number: Int64, weekday: Int)
        /// The last of a day of the week in a month.
        case last(weekday: Int)

        func contains(_ day: CivilDay) -> Bool {
            switch self {
            case .weekly(let days): return days.contains(day.weekday)
            case .monthly(let number, let weekday):
                return day.weekday == weekday && (day.fields.day - 1) / 7 == number - 1
            case .last(let weekday):
                return day.weekday == weekday
                    && CivilDay(number: day.number + 7).fields.month != day.fields.month
            }
        }
    }

    /// The end of a window that recurs.
    enum End: Equatable, Sendable {
        /// After that many microseconds.
        case after(Int64)
        /// At that second of the day on which it began, above 86,400 for the next day.
        case clock(Int64)
    }

    /// The form of a schedule.
    enum Form: Equatable, Sendable {
        /// Begins at a second of certain days.
        case recurring(Days, start: Int64, End)
        /// From one reading of the clock to another.
        case once(from: Int64, to: Int64)
    }

    /// Longest length of a window that recurs.
    static let longest = Duration.seconds(longestDays * CivilDay.seconds)
    /// The same in days.
    static let longestDays: Int64 = 366

    let form: Form
    let zone: ClockZone

    /// The openings that overlap a range, in Unix microseconds: whole, ascending and united.
    func openings(overlapping range: Range<Int64>) -> [Range<Int64>] {
        var openings: [Range<Int64>] = []
        func add(_ start: Int64, _ end: Int64) {
            guard start < end, start < range.upperBound, end > range.lowerBound else { return }
            openings.append(start..<end)
        }
        switch form {
        case .once(let from, let to):
            add(instant(from), instant(to))
        case .recurring(let days, let start, let end):
            let length: Int64 =
                switch end {
                case .after(let length): length / 1_000_000
                case .clock(let second): second - start
                }
            // Zones differ by little more than a day.
            let margin = 2 * CivilDay.seconds
            var day = CivilDay(wall: range.lowerBound / 1_000_000 - length - margin).number
            let last = CivilDay(wall: range.upperBound / 1_000_000 + margin).number
            while day <= last {
                defer { day += 1 }
                guard days.contains(CivilDay(number: day)) else { continue }
                let midnight = day * CivilDay.seconds
                let begin = instant(midnight + start)
                switch end {
                case .after(let length): add(begin, begin + length)
                case .clock(let second): add(begin, instant(midnight + second))
                }
            }
        }
        return Self.united(openings)
    }

    /// The microseconds at which a wall clock shows a reading or, if it never does, the first later one.
    private func instant(_ wall: Int64) -> Int64 {
        zone.firstInstant(atOrAfterWall: wall) * 1_000_000
    }

    /// The ranges in ascending order, those that overlap or touch as one.
    static func united(_ ranges: [Range<Int64>]) -> [Range<Int64>] {
        var united: [Range<Int64>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = united.last, range.lowerBound <= last.upperBound {
                let end = max(last.upperBound, range.upperBound)
                united[united.count - 1] = last.lowerBound..<end
            } else {
                united.append(range)
            }
        }
        return united
    }
}
