// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText

/// Hides what the arguments in a line of a process list tell of secrets.
///
/// Only a name, a known option or the form of a word says that something is a secret; all else stays as it is.
struct SecretArguments {
    private var words: [Substring]
    private var shown: [String]
    /// Those of the program whose arguments are looked at.
    private var options: SecretOptions?
    /// True after a program that logs in to registries of images.
    private var hasRegistry = false

    /// The line without its secrets.
    static func hidden(in line: String) -> String {
        var arguments = SecretArguments(line)
        arguments.hide()
        return arguments.shown.joined(separator: " ")
    }

    private init(_ line: String) {
        words = line.split(separator: " ", omittingEmptySubsequences: false)
        shown = words.map(String.init)
    }

    private mutating func hide() {
        var index = 0
        while index < words.count {
            defer { index += 1 }
            let word = words[index]
            guard !word.isEmpty else { continue }
            let next = words[(index + 1)...].firstIndex { !$0.isEmpty }
            note(program: word, at: index, before: next)
            shown[index] = Self.address(word)
            if let text = hidden(word) {
                shown[index] = text
                // A value in quotes may go on in the next words.
                if let sign = word.firstIndex(where: { $0 == "=" || $0 == ":" }) {
                    index = hideQuoted(word[word.index(after: sign)...], at: index)
                }
            } else if let next {
                if let part = options?.take(before: word) {
                    index = hideValue(part, at: next)
                } else if Self.isOption(word) {
                    index = hideValue(.all, at: next)
                } else if Self.isHeader(word) || Self.isScheme(word, before: words[next]) {
                    index = hideHeader(at: next)
                }
            }
        }
    }

    /// Takes note of a program that has short options with secrets.
    ///
    /// An account's name can be that of a program; before a number or a path it is no command.
    private mutating func note(program word: Substring, at index: Int, before next: Int?) {
        let name = String((word.split(separator: "/").last ?? "").drop(while: Self.isQuote))
        if SecretOptions.hasOwnOptions(name) { options = nil }
        if Self.isRegistry(name) { hasRegistry = true }
        // Only of `docker login` is `-p` a password; elsewhere it is a port.
        guard let found = SecretOptions(of: name), name != "login" || hasRegistry else { return }
        let isUser =
            index < 2 && !word.contains("/")
            && (next.map { Double(words[$0]) != nil || words[$0].first == "/" } ?? true)
        if !isUser { options = found }
    }

    /// A word without the secret that it holds by its own form; nil if it holds none.
    private mutating func hidden(_ word: Substring) -> String? {
        if let part = options?.take(in: word) {
            return Self.hidden(word.dropFirst(2), part).map { "\(word.prefix(2))\($0)" }
        }
        if options?.hasOracleLogins == true, let slash = word.firstIndex(of: "/"),
            slash != word.startIndex, !word.hasPrefix("-"), word.first != "@"
        {
            let end = word.lastIndex(of: "@") ?? word.endIndex
            guard slash < end, word.index(after: slash) < end else { return nil }
            options = nil
            return "\(word[...slash])\(Secret.mask)\(word[end...])"
        }
        for beginning in ["pass:", "/p:", "/pass:", "/password:"]
        where word.hasPrefix(beginning) && word.count > beginning.count {
            return beginning + Secret.mask
        }
        let lower = word.lowercased()
        if let colon = word.firstIndex(of: ":"), word.index(after: colon) != word.endIndex,
            lower.hasPrefix("x-") && Self.isName(word[..<colon])
                || lower.hasPrefix("authorization:") && !Self.isScheme(word)
        {
            return "\(word[...colon])\(Secret.mask)"
        }
        return Self.assignment(word)
    }

    private static func isRegistry(_ name: String) -> Bool {
        ["docker", "podman", "buildah", "nerdctl", "helm", "oras", "skopeo"].contains(name)
    }

    /// Hides a value and answers where it ends.
    private mutating func hideValue(_ part: SecretOptions.Part, at index: Int) -> Int {
        let word = words[index]
        guard Self.isValue(word), let text = Self.hidden(word, part) else { return index - 1 }
        shown[index] = text
        return hideQuoted(word, at: index)
    }

    /// Hides the value of a header, with what belongs to it, and answers where it ends.
    private mutating func hideHeader(at first: Int) -> Int {
        var index = first
        // `Basic x` and `Bearer x`: the scheme is no secret.
        if Self.schemes.contains(words[index].lowercased()),
            let next = words[(index + 1)...].firstIndex(where: { !$0.isEmpty })
        {
            index = next
        }
        while true {
            let word = words[index]
            shown[index] = Secret.mask + word.suffix { Self.isQuote($0) }
            // One cookie follows the other.
            guard word.hasSuffix(";"),
                let next = words[(index + 1)...].firstIndex(where: { !$0.isEmpty })
            else { return index }
            index = next
        }
    }

    /// Hides the rest of a value that begins with a quote, up to the closing one, and answers where it ends.
    private mutating func hideQuoted(_ value: Substring, at index: Int) -> Int {
        guard let quote = value.first, Self.isQuote(quote), !value.dropFirst().contains(quote),
            let end = words[(index + 1)...].firstIndex(where: { $0.contains(quote) })
        else { return index }
        for inner in (index + 1)...end where !words[inner].isEmpty { shown[inner] = Secret.mask }
        shown[end] += String(quote)
        return end
    }

    /// A value of which a part is a secret; nil if it does not have that part.
    private static func hidden(_ value: Substring, _ part: SecretOptions.Part) -> String? {
        switch part {
        case .all: return Secret.mask + value.suffix { isQuote($0) }
        case .after(let sign):
            guard let place = value.firstIndex(of: sign),
                value.index(after: place) != value.endIndex
            else { return nil }
            return "\(value[...place])\(Secret.mask)\(value.suffix { isQuote($0) })"
        }
    }

    /// A word without the value of the first assignment in it whose name says that it is a secret: `--token=x`,
    /// `user=a,password=x`, `{"password":"x"}`; nil if there is none.
    private static func assignment(_ word: Substring) -> String? {
        guard word.contains("=") || word.contains("\":") else { return nil }
        for segment in word.split(whereSeparator: { "&,;?{".contains($0) }) {
            let signs = segment.firstIndex(of: "=") ?? segment.firstRange(of: "\":")?.upperBound
            guard let sign = signs, sign != segment.startIndex, sign < segment.endIndex else {
                continue
            }
            // Of `"name":` the sign is the colon before.
            let start = segment[sign] == "=" ? segment.index(after: sign) : sign
            let name = segment[..<sign].split(separator: "/").last ?? ""
            let value = segment[start...]
            guard NamedSecrets.isSecret(String(name)), !isSetting(name), isSecretValue(value) else {
                continue
            }
            let end = word.suffix { isQuote($0) || $0 == "}" }
            return "\(word[..<start])\(Secret.mask)\(end)"
        }
        return nil
    }

    /// Ends of names that say how secrets are used, not what they are: `session.timeout`, `--authorization-mode`.
    private static let settings = [
        "mode", "timeout", "plugin", "encryption", "config", "type", "method", "size", "length",
        "policy", "ttl", "interval", "count", "enabled", "port", "host", "user", "username", "path",
        "dir", "algorithm", "lifetime", "format", "provider",
    ]

    private static func isSetting(_ name: Substring) -> Bool {
        let lower = name.lowercased()
        return settings.contains(where: lower.hasSuffix)
    }

    /// A word without the passwords in its addresses.
    private static func address(_ word: Substring) -> String {
        guard word.contains("@") else { return String(word) }
        guard let range = word.firstRange(of: "://") else {
            // A list of paths is no login.
            let colon = word.firstIndex(of: ":") ?? word.endIndex
            let isPath = word[colon...].dropFirst().first == "/"
            return isPath ? String(word) : URLText.redacted(inText: String(word))
        }
        let scheme = word[..<range.lowerBound].suffix {
            $0.isLetter || $0.isNumber || "+-.".contains($0)
        }
        let start = scheme.startIndex
        // Another address may follow.
        let rest = word[range.upperBound...]
        let end = rest.firstRange(of: "://").map { next in
            rest[..<next.lowerBound].suffix { $0.isLetter || $0.isNumber || "+-.".contains($0) }
                .startIndex
        }
        let own = URLText.redacted(inText: String(word[start..<(end ?? word.endIndex)]))
        return word[..<start] + own + (end.map { address(word[$0...]) } ?? "")
    }

    /// True for an option whose value is the next word, and a secret.
    private static func isOption(_ word: Substring) -> Bool {
        let name = word.drop { isQuote($0) }
        guard name.first == "-", !name.contains("="), name.count > 3 else { return false }
        return isName(name.drop { $0 == "-" })
    }

    /// True for the name of a header whose value is a secret: `Authorization:`, `X-Api-Key:`.
    private static func isHeader(_ word: Substring) -> Bool {
        guard word.last == ":" else { return false }
        let start = word.hasPrefix("-H") ? word.dropFirst(2) : word.split(separator: "=").last ?? ""
        let name = start.dropLast().drop(while: isQuote)
        let lower = name.lowercased()
        return isName(name) || lower == "x-api-key"
            || ["authorization", "cookie"].contains(where: lower.hasSuffix)
    }

    /// True for a word after which credentials follow (RFC 9110 section 11.4): `Bearer`, also after its header's name.
    ///
    /// A short word after `Bearer` alone is no token.
    private static func isScheme(_ word: Substring, before next: Substring = "") -> Bool {
        let parts = word.lowercased().split(separator: ":")
        guard let scheme = parts.last?.drop(while: isQuote) else { return false }
        return parts.count == 1
            ? scheme == "bearer" && next.count >= 8
            : schemes.contains(String(scheme)) && parts[parts.count - 2].hasSuffix("authorization")
    }

    private static let schemes: Set<String> = [
        "basic", "bearer", "token", "negotiate", "digest", "apikey",
    ]

    /// Ends of names whose value, a word of its own, is a secret: fewer than with `=`, where a value is certain.
    private static let names = [
        "password", "passwd", "passphrase", "passwort", "kennwort", "pwd", "pass", "secret",
        "token", "apikey", "accesskey", "secretkey", "authkey", "psk", "cookie",
    ]
    /// Beginnings of names that ask for something and take no value, and ends that only look alike.
    private static let questions: Set<Substring> = [
        "no", "ask", "use", "require", "requires", "prompt", "skip", "with", "without", "enable",
        "disable", "allow", "show", "read", "empty", "bypass", "compass",
    ]

    private static func isName(_ name: Substring) -> Bool {
        let lower = name.lowercased()
        let parts = lower.split { "-_.".contains($0) }
        guard let first = parts.first, !questions.contains(first),
            let last = parts.last, !questions.contains(last)
        else { return false }
        let plain = parts.joined()
        return names.contains { plain.hasSuffix($0) }
    }

    /// True for a word that can be the secret value of the option before it.
    private static func isValue(_ word: Substring) -> Bool {
        word.first != "-" && isSecretValue(word)
    }

    /// False for a path, a switch, and a place where the secret is.
    private static func isSecretValue(_ value: Substring) -> Bool {
        guard let first = value.first, !"/~.@$".contains(first) else { return false }
        let isPlace = ["file:", "env:", "fd:", "stdin"].contains(where: value.hasPrefix)
        return !isPlace && !["true", "false", "yes", "no", "on", "off", "none"].contains(value)
    }

    private static func isQuote(_ character: Character) -> Bool {
        character == "'" || character == "\""
    }
}

extension Substring {
    /// The longest end whose characters all fulfil a condition.
    fileprivate func suffix(while holds: (Character) -> Bool) -> Substring {
        var start = endIndex
        while start > startIndex, holds(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}
