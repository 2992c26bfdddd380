// SPDX-License-Identifier: MIT

import PmonText

/// Reads text piece by piece; separators within double quotes do not count, nor do those after a backslash.
struct QuotedText {
    /// A piece, as it is written.
    struct Piece: Equatable {
        /// The text with its quotes and backslashes, without white space around it.
        let text: String
        /// The text without quotes; backslashes stay, because globs use them.
        let plain: String
        /// True if quotes enclose a part of it.
        let isQuoted: Bool
        /// True if white space stands within it, outside of quotes.
        let hasBlanks: Bool
    }

    /// The text that has not been read yet.
    private(set) var rest: Substring.UnicodeScalarView

    /// A reader at the beginning of a text.
    init(_ text: String) {
        rest = text[...].unicodeScalars
    }

    /// Skips white space.
    mutating func skipBlanks() {
        rest = rest.drop(while: \.isSpace)
    }

    /// The text up to the next separator, which is skipped; nil at the end.
    ///
    /// Throws for quotes that are not closed, and for a backslash at the end.
    mutating func next(
        until isSeparator: (Unicode.Scalar) -> Bool
    ) throws(SettingProblem) -> Piece? {
        guard !rest.isEmpty else { return nil }
        var text = String.UnicodeScalarView()
        var plain = String.UnicodeScalarView()
        // White space that counts only if something follows it.
        var blanks = String.UnicodeScalarView()
        var (isWithin, isEscaped, isQuoted, hasBlanks, hasBegun) = (
            false, false, false, false, false
        )
        while let scalar = rest.popFirst() {
            let isPlain = !isWithin && !isEscaped
            if isPlain, isSeparator(scalar) { break }
            if isPlain, scalar.isSpace {
                if hasBegun { blanks.append(scalar) }
                continue
            }
            hasBlanks = hasBlanks || !blanks.isEmpty
            text.append(contentsOf: blanks)
            plain.append(contentsOf: blanks)
            blanks = String.UnicodeScalarView()
            hasBegun = true
            text.append(scalar)
            if !isEscaped, scalar == "\"" {
                isWithin.toggle()
                isQuoted = true
                continue
            }
            isEscaped = !isEscaped && scalar == "\\"
            plain.append(scalar)
        }
        guard !isWithin else {
            throw SettingProblem(
                expected: "a closing quote",
                found: URLText.redacted(inText: String(text))
            )
        }
        guard !isEscaped else {
            throw SettingProblem(
                expected: "a character after \\",
                found: URLText.redacted(inText: String(text))
            )
        }
        return Piece(
            text: String(text),
            plain: String(plain),
            isQuoted: isQuoted,
            hasBlanks: hasBlanks
        )
    }
}
