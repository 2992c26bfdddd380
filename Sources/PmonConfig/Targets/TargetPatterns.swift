// SPDX-License-Identifier: MIT

package import PmonText

/// A comma-separated list of patterns: of `--only`, a maintenance window, a silence or a channel.
package struct TargetPatterns: Equatable, Sendable {
    /// Where blanks may stand within a pattern.
    package enum Blanks: Sendable {
        /// Anywhere: a shell has its own quotes.
        case anywhere
        /// Within quotes only, so that a missing comma is noticed.
        case inQuotes
    }

    /// The patterns in their order, at least one.
    package let patterns: [TargetPattern]

    /// Reads a list.
    ///
    /// Throws what was expected if a pattern is malformed, or if there is none.
    package init(_ text: String, blanks: Blanks = .inQuotes) throws(SettingProblem) {
        var patterns: [TargetPattern] = []
        var reader = QuotedText(text)
        while let piece = try reader.next(until: { $0 == "," }) {
            guard !piece.plain.isEmpty || piece.isQuoted else { continue }
            guard blanks == .anywhere || !piece.hasBlanks else {
                throw SettingProblem(
                    expected: "a comma between patterns, or quotes around blanks",
                    found: URLText.redacted(inText: piece.text)
                )
            }
            patterns.append(try TargetPattern(piece.plain))
        }
        guard !patterns.isEmpty else {
            throw SettingProblem("expected a target such as url.shop or group:Shop, found none")
        }
        self.patterns = patterns
    }

    /// The patterns of several lists together.
    package init(joining lists: [TargetPatterns]) {
        patterns = lists.flatMap(\.patterns)
    }

    /// True if one of the patterns selects that target.
    package func matches(_ target: TargetTraits) -> Bool {
        patterns.contains { $0.matches(target) }
    }
}
