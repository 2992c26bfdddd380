// SPDX-License-Identifier: MIT

import PmonConfig

/// Names of arguments whose value, a word of its own, is a secret: `--db-password x`.
enum SecretName {
    /// Ends of such names: fewer than with `=`, where a value is certain.
    private static let ends = [
        "password", "passwd", "passphrase", "passwort", "kennwort", "pwd", "pass", "secret",
        "token", "apikey", "accesskey", "secretkey", "authkey", "psk", "cookie",
    ]
    /// Those too short to be the end of another word.
    private static let words: Set<Substring> = ["pw", "upw", "opw", "otp", "totp", "pin"]
    /// Those of the file or the program where the secret is.
    private static let places: Set<String> = ["askpass", "authuserpass"]
    /// Beginnings of names that ask for something and take no value, and ends that only look alike.
    private static let questions: Set<Substring> = [
        "no", "ask", "use", "require", "requires", "prompt", "skip", "with", "without", "enable",
        "disable", "allow", "show", "read", "empty", "bypass", "compass",
    ]

    /// True for `password`, `dbPassword`, `api-key`, `password1`, in quotes too.
    static func isName(_ name: Substring) -> Bool {
        var lower = Substring(name.lowercased())
        lower = lower.drop { "{[,'\"".contains($0) }
        while let last = lower.last, last.isNumber || "'\"".contains(last) { lower.removeLast() }
        let parts = lower.split { "-_.".contains($0) }
        guard let first = parts.first, !questions.contains(first),
            let last = parts.last, !questions.contains(last)
        else { return false }
        let plain = parts.joined()
        guard !places.contains(plain) else { return false }
        return words.contains(last) || ends.contains { plain.hasSuffix($0) }
    }

    /// Ends of names that say how secrets are used, not what they are: `session.timeout`, `--authorization-mode`; and
    /// words that only contain such a name.
    private static let settings = [
        "mode", "timeout", "plugin", "encryption", "config", "type", "method", "size", "length",
        "policy", "ttl", "interval", "count", "enabled", "port", "host", "user", "username", "path",
        "dir", "algorithm", "lifetime", "format", "provider", "keyspace", "keyboard", "keymap",
        "keepalive", "author", "authority", "passive", "passthrough", "bypass", "compass", "monkey",
        "file", "command", "cmd", "eval", "name", "store", "backend", "serializer",
    ]

    /// Names that mean other things as well: of what they name, only the form says whether it is a secret.
    private static let doubtful = [
        "key", "session", "auth", "token", "cookie", "signature", "sig", "sid",
    ]
    /// Names that mean nothing else, whatever stands around them.
    private static let certain = [
        "password", "passwd", "passphrase", "passwort", "kennwort", "pwd", "secret", "credential",
        "apikey",
        "api-key", "api_key", "accesskey", "psk",
    ]

    /// True for a value that is a secret by its name: `password=x`, and by its form as well where the name is doubtful.
    static func isSecret(_ value: Substring, named name: Substring) -> Bool {
        let name = name.drop { "{[,".contains($0) || isQuote($0) }
        let lower = name.lowercased().filter { !isQuote($0) }
        let end = lower.split { "-_.".contains($0) }.last ?? ""
        let isNamed =
            NamedSecrets.isSecret(String(name)) || isName(name) || ["sig", "code"].contains(end)
        guard isNamed, !isSetting(name), isSecretValue(value)
        else { return false }
        let plain = value.filter { !isQuote($0) && !"}])".contains($0) }
        if certain.contains(where: lower.contains) { return true }
        // Programs that read their input twice count so.
        if end.hasSuffix("pass") {
            let number = plain.prefix { $0 != ":" }
            return !(number.count == 1 && number.allSatisfy(\.isNumber))
        }
        if words.contains(end) { return true }
        guard doubtful.contains(where: end.hasSuffix) else { return SecretValue.isRandom(plain) }
        // Several words are a passphrase, but for what has words as names.
        let hasNames = ["key", "session", "auth"].contains(where: end.hasSuffix)
        if !hasNames, plain.contains(where: { "-_.".contains($0) }) { return true }
        return !SecretValue.isPlain(plain) && !(end.hasSuffix("key") && SecretValue.isPath(plain))
            && !(end.hasSuffix("auth") && SecretValue.isMethod(plain))
    }

    /// The password in options of a mount: `user=shop:x,rw`, `username=shop%x`.
    static func password(inOptions list: Substring) -> Substring? {
        for option in list.split(separator: ",") where option.hasPrefix("user") {
            guard let sign = option.firstIndex(of: "=") else { continue }
            let value = option[option.index(after: sign)...]
            if let percent = value.firstIndex(of: "%") { return value[percent...].dropFirst() }
            if let password = SecretValue.password(of: value) { return password }
        }
        return nil
    }

    /// What of a word is the secret, if it is the value of the option before it; nil if nothing is.
    static func secret(in value: Substring, afterOption option: Substring) -> Substring? {
        let name = option.drop(while: isQuote).drop { $0 == "-" }
        if isName(name) { return isSecret(value, named: name) ? value : nil }
        if let password = password(in: value, named: name) { return password }
        let lower = name.lowercased()
        return doubtful.contains(where: lower.hasSuffix) && SecretValue.isRandom(value)
            ? value : nil
    }

    /// The password in `user:password`, the value of a login by its name: `creds=shop:x`; nil if there is none.
    static func password(in value: Substring, named name: Substring) -> Substring? {
        let lower = name.lowercased()
        let isLogin = ["auth", "cred", "creds", "credential", "credentials", "login"]
            .contains(where: lower.hasSuffix)
        return isLogin && isSecretValue(value) ? SecretValue.password(of: value) : nil
    }

    /// True for a name that looks like that of a secret, and is none.
    static func isSetting(_ name: Substring) -> Bool {
        let lower = name.lowercased()
        return settings.contains(where: lower.hasSuffix)
    }

    /// False for a path, a variable, a switch, and a place where the secret is.
    static func isSecretValue(_ value: Substring) -> Bool {
        let value = value.drop(while: isQuote)
        let isPlace = ["file:", "env:", "fd:", "./", "../", "~/"].contains(where: value.hasPrefix)
        let isFile = [".pem", ".key", ".crt", ".jks", ".p12", ".pfx", ".keytab"].contains(
            where: value.hasSuffix
        )
        let isSwitch = ["true", "false", "yes", "no", "on", "off", "none", "null", "nil", "stdin"]
            .contains(value)
        let isPlaceholder =
            value.first == "<" && value.last == ">"
            && value.dropFirst().dropLast().allSatisfy(\.isLetter)
        // Of `"token":""}` the end of the object.
        let isEmpty = value.allSatisfy { isQuote($0) || "}])".contains($0) }
        return !isEmpty && !isPlaceholder && !isPlace && !isFile && !isSwitch && !isPath(value)
            && !isVariable(value)
    }

    /// True for `/run/a`, `/a.b` and, as a file that holds the value, `@/run/a`: a password may begin so as well.
    private static func isPath(_ value: Substring) -> Bool {
        let path = value.first == "@" ? value.dropFirst() : value
        guard path.first == "/" else { return value == "@-" }
        let rest = path.dropFirst()
        return rest.isEmpty
            || rest.contains { "/.".contains($0) } && !rest.contains { "+=".contains($0) }
    }

    /// True for `$TOKEN`, `${token}` and `$(command)`.
    private static func isVariable(_ value: Substring) -> Bool {
        guard value.first == "$", let next = value.dropFirst().first else { return false }
        let name = value.dropFirst().prefix { !isQuote($0) && !";,)}".contains($0) }
        return "{(".contains(next)
            || next.isLetter && name.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
    }

    /// True for the sign before and after a text with blanks.
    static func isQuote(_ character: Character) -> Bool {
        character == "'" || character == "\""
    }
}
