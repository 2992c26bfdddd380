// SPDX-License-Identifier: MIT

import PmonRecord
import PmonSystem
import PmonText

/// The period of a report as it is asked for: local calendar days, or so long up to now.
struct ReportPeriod: Equatable, Sendable {
    /// What the text says.
    enum Meaning: Equatable, Sendable {
        /// Local days, both included, as days since 1970-01-01.
        case days(first: Int, last: Int)
        /// So long up to now.
        case last(Duration)
    }

    /// What is accepted, for messages.
    static let form =
        "a month (2026-11), a quarter (2026-Q4), a year (2026), a day (2026-11-03), "
        + "two days (2026-11-01..2026-11-15, both included), or a duration up to now (7d)"

    /// As it was written.
    let text: String
    /// What it means.
    let meaning: Meaning

    /// Reads a period; `nil` for any other spelling, and for days that the calendar does not have.
    init?(_ text: String) {
        self.text = text
        if let dots = text.range(of: "..") {
            guard let from = Self.days(text[..<dots.lowerBound]),
                let to = Self.days(text[dots.upperBound...]), from.first <= to.last
            else { return nil }
            meaning = .days(first: from.first, last: to.last)
        } else if let days = Self.days(text[...]) {
            meaning = .days(first: days.first, last: days.last)
        } else if text.utf8.last.map({ (0x41...0x7A).contains($0) }) ?? false,
            let duration = DurationText.parse(text), duration > .zero
        {
            meaning = .last(duration)
        } else {
            return nil
        }
    }

    /// The first and the last day of a year, a quarter, a month or a day.
    private static func days(_ text: Substring) -> (first: Int, last: Int)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = number(parts[0], digits: 4), 1970...9998 ~= year else { return nil }
        func first(_ month: Int) -> Int { LocalDays.number(year: year, month: month, day: 1) }
        guard parts.count > 1 else { return (first(1), first(13) - 1) }
        if parts.count == 2, parts[1].first == "Q" || parts[1].first == "q" {
            guard let quarter = number(parts[1].dropFirst(), digits: 1), 1...4 ~= quarter else {
                return nil
            }
            return (first(quarter * 3 - 2), first(quarter * 3 + 1) - 1)
        }
        guard let month = number(parts[1], digits: 2), 1...12 ~= month else { return nil }
        if parts.count == 2 { return (first(month), first(month + 1) - 1) }
        guard parts.count == 3, let day = number(parts[2], digits: 2), day >= 1,
            first(month) + day - 1 < first(month + 1)
        else { return nil }
        return (first(month) + day - 1, first(month) + day - 1)
    }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    /// The instants it spans; a period that goes on ends now, at the last whole second.
    ///
    /// Throws 64 if it has not begun.
    func span(now: Timestamp) throws(ToolError) -> ReportSpan {
        let now = now.seconds.rounded(.down)
        switch meaning {
        case .last(let duration):
            return ReportSpan(
                from: max(0, now - duration.inSeconds),
                to: now,
                isOpen: true,
                days: nil
            )
        case .days(let first, let last):
            let from = Self.start(of: first)
            guard from < now else {
                throw ToolError(.usage, "--report: \(text) has not begun")
            }
            let end = Self.start(of: last + 1)
            return ReportSpan(from: from, to: min(end, now), isOpen: end > now, days: first...last)
        }
    }

    /// The first instant of a local day.
    private static func start(of day: Int) -> Double {
        Timestamp(local: "\(LocalDays.text(day)) 00:00:00")?.seconds ?? Double(day) * 86_400
    }
}

/// The instants of a report.
struct ReportSpan: Equatable, Sendable {
    /// Unix seconds of its first instant.
    let from: Double
    /// Unix seconds of its end, which is no longer in it.
    let to: Double
    /// Whether it goes on.
    let isOpen: Bool
    /// Its local days, also those to come; `nil` if it does not begin with a day.
    let days: ClosedRange<Int>?
}
