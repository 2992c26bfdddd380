// SPDX-License-Identifier: MIT

import PmonRecord
import PmonText

/// Reads the values of `[maintenance]`: `WHEN: WHAT`.
struct WindowReader {
    /// The form of a value, for messages.
    static let form = "WHEN: WHAT, such as daily 02:00-02:30: url.shop"
    /// The form of WHEN, for messages.
    static let whenForm =
        "daily, days such as Mon,Wed-Fri, 1st to 4th or last and a day, or 2026-12-05 22:00 .. 2026-12-06 02:00"
    /// Bytes of a name; each record of the window carries it.
    static let longestName = 200

    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let ordinals: [String: Int64] = ["1st": 1, "2nd": 2, "3rd": 3, "4th": 4]

    private var clock = ClockText()

    /// Nothing read yet.
    init() {}

    /// The window of an entry of the section.
    mutating func window(_ entry: IniFile.Entry) throws(SettingProblem) -> MaintenanceWindow {
        let name = try SettingValue.plainText(entry.spelling)
        guard name.utf8.count <= Self.longestName else {
            throw SettingProblem("expected a name of at most \(Self.longestName) bytes")
        }
        let (when, what) = try Self.split(entry.value)
        return MaintenanceWindow(
            name: name,
            patterns: try TargetPatterns(what),
            schedule: try schedule(when),
            line: entry.line
        )
    }

    /// WHEN and WHAT: the colon between them does not stand between two digits, as that of a time does.
    private static func split(_ text: String) throws(SettingProblem) -> (String, String) {
        let bytes = Array(text.utf8)
        func isDigit(_ index: Int) -> Bool {
            bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index])
        }
        let colon = bytes.indices.first { index in
            bytes[index] == UInt8(ascii: ":") && !(isDigit(index - 1) && isDigit(index + 1))
        }
        guard let colon else {
            throw SettingProblem(expected: form, found: URLText.redacted(inText: text))
        }
        return (
            String(decoding: bytes[..<colon], as: UTF8.self),
            String(decoding: bytes[(colon + 1)...], as: UTF8.self)
        )
    }

    /// A schedule from its words.
    mutating func schedule(_ text: String) throws(SettingProblem) -> WindowSchedule {
        // The dots and the commas may stand with or without blanks.
        let spaced = text.replacing("..", with: " .. ").replacing(",", with: ", ")
        var words = spaced.unicodeScalars.split(whereSeparator: \.isSpace).map(String.init)[...]
        guard let first = words.popFirst() else {
            throw SettingProblem(expected: Self.whenForm, found: "")
        }
        if first.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false, first.utf8.contains(0x2D)
        {
            let form = try Self.once(first, &words)
            return WindowSchedule(form: form, zone: try zone(&words))
        }
        let days = try Self.days(first, &words)
        let form = try Self.recurring(days, &words)
        return WindowSchedule(form: form, zone: try zone(&words))
    }

    /// The zone that ends a schedule, else the machine's.
    private mutating func zone(
        _ words: inout ArraySlice<String>
    ) throws(SettingProblem) -> ClockZone {
        guard let name = words.popFirst() else { return .machine }
        let zone = try clock.zone(name)
        if let extra = words.first {
            throw SettingProblem(expected: "a colon after the time zone", found: extra)
        }
        return zone
    }

    private static func once(
        _ first: String,
        _ words: inout ArraySlice<String>
    ) throws(SettingProblem) -> WindowSchedule.Form {
        let from = try ClockText.day(first)
        let start = try ClockText.time(words.popFirst() ?? "", isEnd: false)
        guard words.popFirst() == ".." else {
            throw SettingProblem(
                "expected .. and an end, such as 2026-12-05 22:00 .. 2026-12-06 02:00"
            )
        }
        let to = try ClockText.day(words.popFirst() ?? "")
        let text = words.popFirst() ?? ""
        let end = to.number * CivilDay.seconds + (try ClockText.time(text, isEnd: true))
        let begin = from.number * CivilDay.seconds + start
        guard begin < end else {
            throw SettingProblem("expected an end after the start")
        }
        return .once(from: begin, to: end)
    }

    private static func days(
        _ first: String,
        _ words: inout ArraySlice<String>
    ) throws(SettingProblem) -> WindowSchedule.Days {
        let lower = first.lowercased()
        if lower == "daily" { return .weekly(Set(0...6)) }
        if lower == "last" { return .last(weekday: try weekday(words.popFirst() ?? "")) }
        if let number = ordinals[lower] {
            return .monthly(number: number, weekday: try weekday(words.popFirst() ?? ""))
        }
        var days: Set<Int> = []
        var word = first
        while true {
            let isLast = !word.hasSuffix(",")
            days.formUnion(try range(isLast ? word : String(word.dropLast())))
            guard !isLast, let next = words.popFirst() else {
                guard isLast else { throw SettingProblem(expected: "a day such as Mon", found: "") }
                return .weekly(days)
            }
            word = next
        }
    }

    /// `Mon`, or `Fri-Mon` for four days.
    private static func range(_ text: String) throws(SettingProblem) -> [Int] {
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else {
            guard let day = weekdays.firstIndex(of: text.lowercased()) else {
                throw SettingProblem(expected: whenForm, found: text)
            }
            return [day]
        }
        let (from, to) = (try weekday(String(ends[0])), try weekday(String(ends[1])))
        return (0...(to - from + 7) % 7).map { (from + $0) % 7 }
    }

    private static func weekday(_ text: String) throws(SettingProblem) -> Int {
        guard let day = weekdays.firstIndex(of: text.lowercased()) else {
            throw SettingProblem(expected: "a day such as Mon", found: text)
        }
        return day
    }

    /// `02:00-02:30` or `22:00 2h`.
    private static func recurring(
        _ days: WindowSchedule.Days,
        _ words: inout ArraySlice<String>
    ) throws(SettingProblem) -> WindowSchedule.Form {
        let word = words.popFirst() ?? ""
        let ends = word.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let start = try ClockText.time(ends.first.map(String.init) ?? "", isEnd: false)
        guard ends.count == 2 else {
            return .recurring(days, start: start, .after(try length(words.popFirst() ?? "")))
        }
        let end = try ClockText.time(String(ends[1]), isEnd: true)
        guard end != start else {
            throw SettingProblem(expected: "an end that differs from the start", found: word)
        }
        return .recurring(days, start: start, .clock(end < start ? end + CivilDay.seconds : end))
    }

    /// A length with its unit, in microseconds.
    private static func length(_ text: String) throws(SettingProblem) -> Int64 {
        guard let unit = text.utf8.last, !(0x30...0x39).contains(unit),
            let length = DurationText.parse(text), length > .zero
        else {
            throw SettingProblem(
                expected:
                    "an end or a length such as 02:00-02:30 or 02:00 2h, at most \(WindowSchedule.longestDays) days",
                found: text
            )
        }
        guard length <= WindowSchedule.longest else {
            throw SettingProblem(
                expected: "a length of at most \(WindowSchedule.longestDays) days",
                found: text
            )
        }
        return length.wholeMicroseconds
    }
}
