// SPDX-License-Identifier: MIT

/// Secrets that are known by the name beside them, as in `password=x`, `"token": "x"` or `<secret>x</secret>`.
package enum NamedSecrets {
    private static let hints = [
        "auth", "token", "secret", "key", "cookie", "pass", "pwd", "session", "signature",
        "credential", "kennwort",
    ]
    /// Names too short to be looked for within others: a `pin` is none of `shipping`.
    private static let words: Set<String> = [
        "pin", "pw", "otp", "totp", "cvv", "cvc", "jwt", "psk", "sid",
    ]

    /// True for a name whose value is a secret.
    package static func isSecret(_ name: String) -> Bool {
        let lower = name.lowercased()
        return hints.contains { lower.contains($0) }
            || parts(of: name).contains { words.contains($0) }
    }

    /// True if a word of the text is such a name: `AUTH secret`.
    package static func isNamed(in text: String) -> Bool {
        text.utf8.split { !isNameByte($0) }.contains {
            isSecret(String(decoding: $0, as: UTF8.self))
        }
    }

    /// The words that a name is made of: `user`, `pin` for `user_pin`, `userPin` and `User-PIN2`.
    private static func parts(of name: String) -> [String] {
        var parts = [""]
        var wasLower = false
        for character in name {
            let isUpper = character.isUppercase
            if !character.isLetter || isUpper && wasLower { parts.append("") }
            if character.isLetter { parts[parts.count - 1] += character.lowercased() }
            wasLower = character.isLetter && !isUpper
        }
        return parts
    }

    /// The values in a text that are secrets by their names, as they are written there.
    package static func values(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        var values: [String] = []
        var index = 0
        while index < bytes.count {
            guard isNameByte(bytes[index]) else {
                index += 1
                continue
            }
            let name = bytes[index...].prefix(while: isNameByte)
            index = name.endIndex
            guard isSecret(String(decoding: name, as: UTF8.self)),
                let value = value(after: name.endIndex, in: bytes)
            else { continue }
            if !value.isEmpty { values.append(String(decoding: value, as: UTF8.self)) }
            index = value.endIndex
        }
        return values
    }

    /// The value after a name and its `=`, `:` or `>`; nil if the name has no value.
    private static func value(after end: Int, in bytes: [UInt8]) -> ArraySlice<UInt8>? {
        let delimiter = bytes[end...].drop { isSpace($0) || isQuote($0) }
        guard let sign = delimiter.first, [0x3D, 0x3A, 0x3E].contains(sign) else { return nil }
        let rest = delimiter.dropFirst().drop(while: isSpace)
        guard let quote = rest.first, isQuote(quote) else {
            if sign == 0x3E { return rest.prefix { $0 != UInt8(ascii: "<") } }
            return rest.prefix { !isSpace($0) && !isQuote($0) && !"&;,}<".utf8.contains($0) }
        }
        var isEscaped = false
        return rest.dropFirst().prefix { byte in
            defer { isEscaped = !isEscaped && byte == UInt8(ascii: "\\") }
            return isEscaped || byte != quote
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"=:><&;,{}()[]\"'".utf8.contains(byte)
    }
}
