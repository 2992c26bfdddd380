// SPDX-License-Identifier: MIT

import PmonRecord
import PmonText

/// One expectation and what came of it.
struct ExpectationVerdict: Equatable, Sendable {
    /// Characters of a sentence: a pattern may be as long as a line of stdin, a record must not.
    private static let longest = 2000

    /// The class of the failure, if it was not met.
    let reason: Reason
    /// True if it was met.
    let isMet: Bool
    /// Actual and expected on one line: `status 404, expected 200-299`.
    let sentence: String

    /// A verdict; what the sentence quotes of a reply may neither end the line nor steer a terminal.
    init(reason: Reason, isMet: Bool, sentence: String) {
        self.reason = reason
        self.isMet = isMet
        let line = sentence.onOneLine
        let start = String(line.unicodeScalars.prefix(Self.longest))
        self.sentence = start.utf8.count < line.utf8.count ? "\(start)…" : line
    }
}
