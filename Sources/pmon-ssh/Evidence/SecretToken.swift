// SPDX-License-Identifier: MIT

import PmonText

/// Tokens that services issue with a beginning by which they are known, so that they need no name: `ghp_…`, `glpat-…`.
enum SecretToken {
    /// The beginnings; `eyJ` is that of a token of JSON (RFC 7519).
    private static let beginnings = [
        "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "hvs.",
        "hvb.", "sk_live_", "rk_live_", "dckr_pat_", "eyJ",
    ]
    /// What is shorter after its beginning is a name.
    private static let shortest = 16

    /// A word in which the first such token shows its beginning alone.
    static func hidden(in word: String) -> String {
        guard word.utf8.count > shortest else { return word }
        for beginning in beginnings {
            guard let range = word.firstRange(of: beginning) else { continue }
            let isPartOfWord =
                range.lowerBound > word.startIndex
                && isOfToken(word[word.index(before: range.lowerBound)])
            let token = word[range.upperBound...].prefix(while: isOfToken)
            guard !isPartOfWord, token.count >= shortest, beginning != "eyJ" || token.contains(".")
            else { continue }
            return "\(word[..<range.upperBound])\(Secret.mask)\(word[token.endIndex...])"
        }
        return word
    }

    private static func isOfToken(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
    }
}
