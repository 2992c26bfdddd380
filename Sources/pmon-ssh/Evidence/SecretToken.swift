// SPDX-License-Identifier: MIT

import PmonText

/// Tokens that services issue with a beginning by which they are known, so that they need no name: `ghp_…`, `glpat-…`.
enum SecretToken {
    /// The beginnings; `eyJ` is that of a token of JSON (RFC 7519).
    private static let beginnings: [[UInt8]] = [
        "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "hvs.",
        "hvb.", "sk_live_", "rk_live_", "dckr_pat_", "xoxa-", "xoxr-", "xoxs-", "xapp-", "npm_",
        "SG.",
        "sk-proj-", "sk-ant-", "glrt-", "glptt-", "tskey-", "pypi-", "dop_v1_", "shpat_", "hf_",
        "AIza", "eyJ",
    ].map { (text: String) in Array(text.utf8) }
    /// What is shorter after its beginning is a name.
    private static let shortest = 16
    /// What is shorter and has no such beginning is no token.
    private static let shortestUnknown = 20

    /// A word in which the first such token shows its beginning alone.
    static func hidden(in word: String) -> String {
        guard word.utf8.count > shortest else { return word }
        if let known = withoutKnown(word) { return known }
        let runs = word.utf8.split { !isLetterOrDigit($0) }
        guard runs.contains(where: { $0.count >= shortestUnknown }), !word.contains("/") else {
            return word
        }
        return withoutRandom(word)
    }

    private static func withoutKnown(_ word: String) -> String? {
        let bytes = Array(word.utf8)
        var index = 0
        while index < bytes.count {
            let token = bytes[index...].prefix(while: isOfToken)
            if let beginning = beginnings.first(where: token.starts),
                token.count - beginning.count >= shortest,
                beginning.last != UInt8(ascii: "J") || token.contains(UInt8(ascii: "."))
            {
                let shown = String(decoding: bytes[..<(index + beginning.count)], as: UTF8.self)
                return shown + Secret.mask
                    + String(decoding: bytes[token.endIndex...], as: UTF8.self)
            }
            index = token.endIndex + 1
        }
        return nil
    }

    /// A word in which each token of unknown beginning is hidden; the fingerprint of a key is none.
    private static func withoutRandom(_ word: String) -> String {
        var shown = ""
        var rest = word[...]
        while !rest.isEmpty {
            if shown.hasSuffix("SHA256:") {
                let fingerprint = rest.prefix { $0.isLetter || $0.isNumber || "+/".contains($0) }
                shown += fingerprint
                rest = rest[fingerprint.endIndex...]
            }
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
        guard text.utf8.count >= shortestUnknown, SecretValue.isRandom(text) else { return false }
        return SecretValue.changes(in: text) * 20 >= text.utf8.count * 9
            && text.contains(where: \.isUppercase) && text.contains(where: \.isLowercase)
    }

    private static func isOfToken(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "-_.".utf8.contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
