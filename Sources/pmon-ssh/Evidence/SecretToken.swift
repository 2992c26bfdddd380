// SPDX-License-Identifier: MIT

import PmonText

/// Tokens that services issue with a beginning by which they are known, so that they need no name: `ghp_…`, `glpat-…`.
enum SecretToken {
    /// The beginnings; `eyJ` is that of a token of JSON (RFC 7519).
    private static let beginnings = [
        "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "hvs.",
        "hvb.", "sk_live_", "rk_live_", "dckr_pat_", "xoxa-", "xoxr-", "xoxs-", "xapp-", "npm_",
        "SG.",
        "sk-proj-", "sk-ant-", "glrt-", "glptt-", "tskey-", "pypi-", "dop_v1_", "shpat_", "hf_",
        "AIza", "eyJ",
    ]
    /// What is shorter after its beginning is a name.
    private static let shortest = 16

    /// A word in which the first such token shows its beginning alone.
    static func hidden(in word: String) -> String {
        guard word.utf8.count > shortest else { return word }
        if let known = withoutKnown(word) { return known }
        return word.contains("/") ? word : withoutRandom(word)
    }

    private static func withoutKnown(_ word: String) -> String? {
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
        return nil
    }

    /// A word in which each token of unknown beginning is hidden.
    private static func withoutRandom(_ word: String) -> String {
        var shown = ""
        var rest = word[...]
        while !rest.isEmpty {
            let token = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
            shown += isToken(token) ? Secret.mask : String(token)
            let end = rest[token.endIndex...].prefix {
                !$0.isASCII || !($0.isLetter || $0.isNumber)
            }
            shown += end
            rest = rest[end.endIndex...]
        }
        return shown
    }

    /// True for letters of both cases and digits that change as in nothing that people write.
    static func isToken(_ text: some StringProtocol) -> Bool {
        guard text.utf8.count >= 20, SecretValue.isRandom(text) else { return false }
        return SecretValue.changes(in: text) * 20 >= text.utf8.count * 9
            && text.contains(where: \.isUppercase) && text.contains(where: \.isLowercase)
    }

    private static func isOfToken(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
    }
}
