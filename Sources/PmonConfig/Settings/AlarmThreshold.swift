// SPDX-License-Identifier: MIT

import PmonText

/// How many failing runs make a check one that is down, keys `after`: `3` in a row, or `3/5`, three of the last five.
package struct AlarmThreshold: Equatable, Sendable, CustomStringConvertible {
    /// Failing runs, 1 or more.
    package let failures: Int
    /// The runs among which they are counted; as many as `failures` where they have to follow one another.
    package let runs: Int

    /// Runs that are remembered of a check at most.
    package static let longestWindow = 20

    /// That many failing runs in a row.
    package init(_ failures: Int) {
        self.init(failures, of: failures)
    }

    private init(_ failures: Int, of runs: Int) {
        self.failures = failures
        self.runs = runs
    }

    /// Reads `3` or `3/5`.
    init(_ text: String) throws(SettingProblem) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            .map { Int(String($0).trimmed) ?? 0 }
        if parts.count == 1, (1...1_000_000).contains(parts[0]) {
            self.init(parts[0])
        } else if parts.count == 2, (1...Self.longestWindow).contains(parts[1]),
            (1...parts[1]).contains(parts[0])
        {
            self.init(parts[0], of: parts[1])
        } else {
            throw SettingProblem(
                expected: "a number of runs such as 3, or 3/5 for three of five (20 at most)",
                found: text
            )
        }
    }

    /// True if the failing runs need not follow one another.
    package var isWindow: Bool { runs > failures }

    /// Its spelling in the configuration.
    package var description: String { isWindow ? "\(failures)/\(runs)" : "\(failures)" }
}
