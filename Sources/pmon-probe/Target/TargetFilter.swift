// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonText

/// The patterns of `--only`; without any, everything passes.
struct TargetFilter: Sendable {
    private let patterns: TargetPatterns?

    /// A filter of the lists that were given.
    ///
    /// Throws 64 if one is malformed.
    init(_ lists: [String]) throws(ToolError) {
        do throws(SettingProblem) {
            let read = try lists.map { list throws(SettingProblem) in
                try TargetPatterns(list, blanks: .anywhere)
            }
            patterns = read.isEmpty ? nil : TargetPatterns(joining: read)
        } catch {
            throw ToolError(.usage, "--only: \(error.message)")
        }
    }

    /// True if a pattern selects the target.
    func accepts(_ target: Target) -> Bool {
        patterns?.matches(TargetTraits(target)) ?? true
    }

    /// The patterns that select none of those targets, as sentences.
    ///
    /// Throws 64 if a key is not among them.
    func unmatched(among targets: [Target]) throws(ToolError) -> [String] {
        guard let patterns else { return [] }
        let verdict = PatternJudge(targets).judge(patterns)
        guard verdict.errors.isEmpty else {
            throw ToolError(
                .usage,
                verdict.errors.map { "--only: \($0)" }.joined(separator: "\n")
            )
        }
        return verdict.warnings.map { "--only: \($0)" }
    }
}
