// SPDX-License-Identifier: MIT

import PmonText

/// Hides what addresses hold of secrets besides named parameters: passwords, and tokens in the place of a user, in the
/// paths of webhooks and in those of streams.
enum SecretAddress {
    /// A word without the secrets in its addresses.
    static func hidden(in word: Substring) -> String {
        guard word.utf8.contains(where: { "@:".utf8.contains($0) }) else { return String(word) }
        guard let range = word.firstRange(of: "://") else {
            // A list of paths is no login.
            let colon = word.firstIndex(of: ":") ?? word.endIndex
            let isPath = word[colon...].dropFirst().first == "/"
            guard !isPath, word.contains("@") else { return String(word) }
            let start = repositoryStart(in: word)
            return word[..<start] + URLText.redacted(inText: String(word[start...]))
        }
        let start = schemeStart(before: range.lowerBound, in: word)
        // Another address may follow.
        let rest = word[range.upperBound...]
        let end = rest.firstRange(of: "://").map { schemeStart(before: $0.lowerBound, in: rest) }
        let address = String(word[start..<(end ?? word.endIndex)])
        let own = address.contains("@") ? URLText.redacted(inText: address) : address
        return word[..<start] + withoutTokens(own) + (end.map { hidden(in: word[$0...]) } ?? "")
    }

    /// Where the login of a repository of CVS begins, as in `:pserver:user:password@host:/path`.
    private static func repositoryStart(in word: Substring) -> Substring.Index {
        let methods = [":pserver:", ":gserver:", ":kserver:", ":server:", ":ext:", ":extssh:"]
        guard let method = methods.first(where: word.hasPrefix) else { return word.startIndex }
        return word.index(word.startIndex, offsetBy: method.count)
    }

    private static func schemeStart(before end: Substring.Index, in text: Substring)
        -> Substring.Index
    {
        var start = end
        while start > text.startIndex {
            let before = text[text.index(before: start)]
            guard before.isLetter || before.isNumber || "+-.".contains(before) else { break }
            start = text.index(before: start)
        }
        return start
    }

    private static func withoutTokens(_ address: String) -> String {
        guard let range = address.firstRange(of: "://") else { return address }
        let rest = address[range.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        let path = rest[authority.endIndex...].prefix { !"?#".contains($0) }
        let isStream = address.hasPrefix("rtmp")
        let place = (authority + path).lowercased()
        let isHook = ["hook", "integration", "ping"].contains(where: place.contains)
        var segments = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for index in segments.indices {
            let isKey =
                isStream && index == segments.count - 1 && segments[index].count >= 8
                && segments[index].contains(where: \.isNumber)
            segments[index] = isKey ? Secret.mask : segment(segments[index], isHook: isHook)
        }
        return address[..<range.upperBound] + withoutUser(authority)
            + segments.joined(separator: "/")
            + rest[path.endIndex...]
    }

    /// A user that is a token, as that of `https://TOKEN@host` and `https://TOKEN:@host`.
    private static func withoutUser(_ authority: Substring) -> String {
        guard let at = authority.lastIndex(of: "@") else {
            if let password = cutPassword(in: authority) {
                return authority[..<password.startIndex] + Secret.mask + "…"
            }
            return segment(String(authority), isHook: authority.contains(":"))
        }
        let user = authority[..<at].prefix { $0 != ":" }
        return SecretValue.isRandom(user)
            ? Secret.mask + authority[user.endIndex...] : String(authority)
    }

    /// The password where the line was cut before the host; nil if a port may stand there.
    private static func cutPassword(in authority: Substring) -> Substring? {
        guard authority.last == "…", let colon = authority.firstIndex(of: ":"),
            authority.first != "["
        else { return nil }
        let rest = authority[authority.index(after: colon)...].dropLast()
        return rest.allSatisfy(\.isNumber) ? nil : rest
    }

    /// A part of a path; what follows a colon counts by itself, as in `bot123:TOKEN`.
    private static func segment(_ text: String, isHook: Bool) -> String {
        let start = text.lastIndex(of: ":").map(text.index(after:)) ?? text.startIndex
        let token = text[start...].prefix { $0 != "@" }
        let isToken =
            isHook
            ? token.count >= 16 && SecretValue.isRandom(token) : SecretToken.isToken(token)
        return isToken ? text[..<start] + Secret.mask + text[token.endIndex...] : text
    }
}
