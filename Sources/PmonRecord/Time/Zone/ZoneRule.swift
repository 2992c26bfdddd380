// SPDX-License-Identifier: MIT

/// The offsets of a zone for all years: the form of the environment's `TZ`, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// https://www.rfc-editor.org/rfc/rfc9636#section-3.3.1
struct ZoneRule: Equatable, Sendable {
    /// When an offset begins each year, by the clock of the offset before.
    private struct Change: Equatable {
        enum Day: Equatable {
            /// Days 1 to 365, 29 February not counted.
            case julian(Int64)
            /// Days 0 to 365.
            case ordinal(Int64)
            /// The day of a week of a month; week 5 is the last.
            case weekday(month: Int64, week: Int64, day: Int64)
        }

        let day: Day
        let seconds: Int64

        /// The reading of the clock at the change.
        func wall(in year: Int64) -> Int64 {
            let first = CivilDay(year: year, month: 1, day: 1)
            let number: Int64
            switch day {
            case .julian(let day):
                number = first.number + day - (CivilDay.isLeap(year) && day >= 60 ? 0 : 1)
            case .ordinal(let day):
                number = first.number + day
            case .weekday(let month, let week, let day):
                let start = CivilDay(year: year, month: month, day: 1)
                let next = CivilDay(year: year, month: month + 1, day: 1).number
                // The rule counts from Sunday.
                let ahead = (day + 6 - Int64(start.weekday)) % 7
                let date = start.number + ahead + (week - 1) * 7
                number = date < next ? date : date - 7
            }
            return number * CivilDay.seconds + seconds
        }
    }

    private let standard: Int64
    private let daylight: Int64
    private let begin: Change?
    private let end: Change?

    /// Reads a rule; nil if it is malformed.
    init?(_ text: String) {
        var reader = Reader(bytes: Array(text.utf8)[...])
        guard reader.name(), let standard = reader.time() else { return nil }
        self.standard = -standard
        guard !reader.bytes.isEmpty else {
            daylight = -standard
            begin = nil
            end = nil
            return
        }
        guard reader.name() else { return nil }
        if let next = reader.bytes.first, next != UInt8(ascii: ",") {
            guard let daylight = reader.time() else { return nil }
            self.daylight = -daylight
        } else {
            daylight = 3600 - standard
        }
        guard let begin = reader.change(), let end = reader.change(), reader.bytes.isEmpty else {
            return nil
        }
        self.begin = begin
        self.end = end
    }

    /// Seconds ahead of UTC at an instant.
    func offset(at seconds: Int64) -> Int64 {
        guard let begin, let end else { return standard }
        let year = CivilDay(wall: seconds + standard).fields.year
        let start = begin.wall(in: year) - standard
        let stop = end.wall(in: year) - daylight
        let isDaylight =
            start < stop
            ? start <= seconds && seconds < stop : !(stop <= seconds && seconds < start)
        return isDaylight ? daylight : standard
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
            guard bytes.first == UInt8(ascii: byte) else { return false }
            bytes.removeFirst()
            return true
        }

        /// Skips a name: at least three letters, or anything between `<` and `>`.
        mutating func name() -> Bool {
            if skip("<") {
                guard let end = bytes.firstIndex(of: UInt8(ascii: ">")) else { return false }
                bytes = bytes[(end + 1)...]
                return true
            }
            let letters = bytes.prefix { (0x61...0x7A).contains($0 | 0x20) }
            bytes = bytes.dropFirst(letters.count)
            return letters.count >= 3
        }

        private mutating func number(_ range: ClosedRange<Int64>) -> Int64? {
            let digits = bytes.prefix { (0x30...0x39).contains($0) }
            guard (1...3).contains(digits.count) else { return nil }
            bytes = bytes.dropFirst(digits.count)
            let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
            return range.contains(value) ? value : nil
        }

        /// `[+-]h[h[h]][:mm[:ss]]` in seconds.
        mutating func time() -> Int64? {
            let isNegative = skip("-")
            if !isNegative { _ = skip("+") }
            guard var value = number(0...167).map({ $0 * 3600 }) else { return nil }
            for unit: Int64 in [60, 1] where skip(":") {
                guard let part = number(0...59) else { return nil }
                value += part * unit
            }
            return isNegative ? -value : value
        }

        /// `,Mm.w.d`, `,Jn` or `,n`, and `/time` unless it is two o'clock.
        mutating func change() -> Change? {
            guard skip(",") else { return nil }
            let day: Change.Day
            if skip("M") {
                guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
                    let weekday = number(0...6)
                else { return nil }
                day = .weekday(month: month, week: week, day: weekday)
            } else if skip("J") {
                guard let number = number(1...365) else { return nil }
                day = .julian(number)
            } else {
                guard let number = number(0...365) else { return nil }
                day = .ordinal(number)
            }
            guard skip("/") else { return Change(day: day, seconds: 7200) }
            return time().map { Change(day: day, seconds: $0) }
        }
    }
}
