// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// An instant as flags spell it.
///
/// So long ago (`7d`), a record's `time`, RFC 3339 with its zone, a date, or Unix seconds. Without a zone it is local
/// time; a date is its first instant.
struct InstantArgument: ExpressibleByArgument, Equatable {
    private enum Meaning: Equatable {
        case ago(Duration)
        case at(Timestamp)
    }

    private let meaning: Meaning

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
        } else if let age = DurationText.parse(argument) {
            meaning = .ago(age)
        } else {
            return nil
        }
    }

    /// The instant, for one that is so long ago counted from `now`.
    func instant(now: Timestamp) -> Timestamp {
        switch meaning {
        case .ago(let age): now + (.zero - age)
        case .at(let instant): instant
        }
    }
}
