// SPDX-License-Identifier: MIT

package import PmonRecord
import PmonText

/// A line of the silence file: the targets that it silences, and for how long.
package struct Silence: Equatable, Sendable {
    /// The end of a silence.
    package enum End: Equatable, Sendable {
        /// The end of an outage.
        case recovery
        /// An instant.
        case instant(Timestamp)
    }

    /// The form of a line, for messages.
    static let form = "GLOB until recovery or GLOB until 2026-12-01 08:00"

    /// The targets.
    package let patterns: TargetPatterns
    /// The end.
    package let until: End
    /// The line in the file, from 1.
    package let line: Int
    /// The whole line without white space around it, passwords in addresses masked.
    package let text: String

    /// The silence of a line; nil for a blank line and for a comment.
    ///
    /// Throws what was expected of a line that is neither.
    init?(
        _ text: String,
        line: Int,
        clock: inout ClockText
    ) throws(SettingProblem) {
        var reader = QuotedText(text)
        var words: [QuotedText.Piece] = []
        reader.skipBlanks()
        while reader.rest.first != "#", let word = try reader.next(until: \.isSpace) {
            words.append(word)
            reader.skipBlanks()
        }
        guard !words.isEmpty else { return nil }
        func isWord(_ piece: QuotedText.Piece, _ word: String) -> Bool {
            piece.text.lowercased() == word
        }
        guard let until = words.firstIndex(where: { isWord($0, "until") }), until > 0 else {
            throw SettingProblem(expected: Self.form, found: URLText.redacted(inText: text))
        }
        patterns = try TargetPatterns(words[..<until].map(\.text).joined(separator: " "))
        let end = words[(until + 1)...].map(\.text)
        if end.count == 1, isWord(words[until + 1], "recovery") {
            self.until = .recovery
        } else {
            guard end.count == 2 || end.count == 3 else {
                throw SettingProblem(
                    expected: "recovery or a time such as 2026-12-01 08:00 after until",
                    found: end.joined(separator: " ")
                )
            }
            let day = try ClockText.day(end[0])
            let time = try ClockText.time(end[1], isEnd: true)
            let zone = end.count == 3 ? try clock.zone(end[2]) : .machine
            let wall = day.number * CivilDay.seconds + time
            self.until = .instant(
                Timestamp(microseconds: zone.firstInstant(atOrAfterWall: wall) * 1_000_000)
            )
        }
        self.line = line
        self.text = URLText.redacted(inText: text.trimmed)
    }

    /// True if the silence ended by the clock at or before an instant; one until recovery never does.
    package func hasEnded(at instant: Timestamp) -> Bool {
        if case .instant(let end) = until { end <= instant } else { false }
    }
}
