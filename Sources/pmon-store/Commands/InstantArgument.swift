// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonRecord
import PmonText

/// An instant as flags spell it.
///
/// So long ago (`7d`, `7 days ago`), `now`, `today`, `yesterday`, a record's `time`, RFC 3339 with its zone, a date, or Unix seconds. Without a zone it is local
/// time; a date is its first instant.
struct InstantArgument: ExpressibleByArgument, Equatable {
    private enum Meaning: Equatable {
        case ago(Duration)
        case at(Timestamp)
        case midnight(daysAgo: Int)
    }

    private let meaning: Meaning

    /// What is accepted, for messages.
    static let form =
        "an age (7d, 3 days ago), now, today, yesterday, a date (2026-11-22), a local time (2026-11-22 17:23), a time with its "
        + "zone (2026-11-22T17:23:49Z), or Unix seconds"

    /// Reads a flag's value; throws what is accepted.
    static func reading(_ argument: String) throws -> InstantArgument {
        guard let instant = InstantArgument(argument: argument) else {
            throw ValidationError("expected \(form)")
        }
        return instant
    }

    init?(argument: String) {
        let text = argument.replacing("T", with: " ", maxReplacements: 1)
        if let seconds = Double(argument), seconds.isFinite {
            meaning = .at(Timestamp(seconds: seconds))
        } else if let instant = Timestamp(zoned: argument) ?? Timestamp(local: text) ?? Timestamp(
            local: text + " 00:00:00"
        )
            ?? Timestamp(local: text + ":00")
        {
            meaning = .at(instant)
        } else if let age = DurationText.parse(argument) ?? Self.age(inWords: argument) {
            meaning = .ago(age)
        } else {
            switch argument.lowercased() {
            case "now": meaning = .ago(.zero)
            case "today": meaning = .midnight(daysAgo: 0)
            case "yesterday": meaning = .midnight(daysAgo: 1)
            default: return nil
            }
        }
    }

    /// `3 days ago`, `1 hour ago`.
    private static func age(inWords text: String) -> Duration? {
        let words = text.lowercased().split(separator: " ")
        let units = ["second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800]
        guard words.count == 3, words[2] == "ago", let count = Int(words[0]),
            0...1_000_000 ~= count,
            let unit = units[String(words[1].last == "s" ? words[1].dropLast() : words[1])]
        else { return nil }
        return .seconds(count * unit)
    }

    /// The instant, for one that is so long ago counted from `now`.
    func instant(now: Timestamp) -> Timestamp {
        switch meaning {
        case .ago(let age): now + (.zero - age)
        case .at(let instant): instant
        case .midnight(let days): Self.midnight(of: now, daysAgo: days)
        }
    }

    /// The first instant of the local day of `now`, or of days before it, however long days are.
    private static func midnight(of now: Timestamp, daysAgo: Int) -> Timestamp {
        let start = Timestamp(local: "\(now.local.prefix(10)) 00:00:00") ?? now
        guard daysAgo > 0 else { return start }
        return midnight(of: start + (.zero - .seconds(12 * 3600)), daysAgo: daysAgo - 1)
    }
}
