// SPDX-License-Identifier: MIT

/// Names of headers whose value, the next word, is a secret: `Authorization:`, `X-Api-Key:`, and `password:` as well.
enum SecretHeader {
    private static let schemes: Set<String> = [
        "basic", "bearer", "token", "negotiate", "digest", "apikey",
    ]

    /// True for the name of such a header.
    static func isName(_ word: Substring) -> Bool {
        guard word.last == ":" else { return false }
        let start = word.hasPrefix("-H") ? word.dropFirst(2) : word.split(separator: "=").last ?? ""
        let name = start.dropLast().drop(while: SecretName.isQuote)
        let lower = name.lowercased()
        let isKey = lower.hasPrefix("x-") && lower.hasSuffix("-key")
        return SecretName.isName(name) || isKey || lower.hasSuffix("subscription-key")
            || ["authorization", "cookie"].contains(where: lower.hasSuffix)
    }

    /// True for the name of a scheme alone, as it stands between the name of the header and the secret.
    static func isScheme(_ word: Substring) -> Bool { schemes.contains(word.lowercased()) }

    /// True for a word after which credentials follow (RFC 9110 section 11.4): `Bearer`, also after its header's name.
    ///
    /// A short or plain word after `Bearer` alone is no token.
    static func isScheme(_ word: Substring, before next: Substring) -> Bool {
        // The shortest are `bearer` and `authorization:basic`.
        let size = word.utf8.count
        let mayBe = size >= 6 && "rR".utf8.contains(word.utf8.last ?? 0) || size > 16
        guard mayBe, !next.contains("=\""), !next.contains("://") else { return false }
        if let isScheme = endsWithScheme(word) { return isScheme }
        return word.drop(while: SecretName.isQuote).lowercased() == "bearer" && next.count >= 8
            && !SecretValue.isPlain(next)
    }

    /// Whether what follows the name of such a header in a word is the name of a scheme; nil for other words.
    static func endsWithScheme(_ word: Substring) -> Bool? {
        let parts = word.lowercased().split(separator: ":")
        guard parts.count > 1, let last = parts.last else { return nil }
        var name = parts[parts.count - 2]
        while name.last.map(SecretName.isQuote) == true { name.removeLast() }
        return name.hasSuffix("authorization")
            && schemes.contains(String(last.drop(while: SecretName.isQuote)))
    }
}
