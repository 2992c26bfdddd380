// SPDX-License-Identifier: MIT

import PmonText

/// Judges patterns against the targets of a configuration.
package struct PatternJudge: Sendable {
    /// The verdict on a list of patterns, each sentence without its place.
    package struct Verdict: Equatable, Sendable {
        /// Keys that `[urls]` does not have.
        package var errors: [String] = []
        /// Patterns that select no target.
        package var warnings: [String] = []
    }

    private let targets: [TargetTraits]
    private let keys: Set<String>

    /// A judge that knows those targets.
    package init(_ targets: [Target]) {
        self.targets = targets.map(TargetTraits.init)
        keys = Set(targets.lazy.map { $0.key.lowercased() })
    }

    /// The errors and warnings about a list of patterns.
    package func judge(_ list: TargetPatterns) -> Verdict {
        var verdict = Verdict()
        for pattern in list.patterns {
            if let key = pattern.literalKey {
                guard !keys.contains(key) else { continue }
                // The search looks at all keys.
                let nearest =
                    keys.count <= 10_000 ? NearestName.of(key, among: keys.sorted()) : nil
                let hint = nearest.map { ", did you mean \($0)?" } ?? ""
                verdict.errors.append("'\(key.excerpt)' is not in [urls]\(hint)")
            } else if !targets.contains(where: pattern.matches) {
                // It may quote an address with its password.
                let text = URLText.redacted(inText: pattern.text).excerpt
                let isGroup = pattern.ofGroup.map { targets.contains(where: $0.matches) } ?? false
                let hint = isGroup ? ", did you mean group:\(text)?" : ""
                verdict.warnings.append("'\(text)' matches no target\(hint)")
            }
        }
        return verdict
    }
}
