// SPDX-License-Identifier: MIT

/// What the form of a value says of it, where a name alone does not say that it is a secret.
enum SecretValue {
    private enum Kind {
        case upper, lower, digit
        /// What stands between the parts of a token.
        case sign
        case other

        init(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .upper
            case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .lower
            case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
            case _ where "-_=+%~".utf8.contains(byte): self = .sign
            default: self = .other
            }
        }
    }

    /// Letters and digits without sense, as programs make keys and tokens of them.
    ///
    /// Both cases with digits, or many letters of one case among digits.
    static func isRandom(_ value: some StringProtocol) -> Bool {
        let kinds = value.utf8.map(Kind.init).filter { $0 != .sign }
        let types = Set(kinds)
        guard types.contains(.digit), types.count > 1, !types.contains(.other) else { return false }
        let changes = changes(in: value)
        return types.count == 3
            ? kinds.count >= 12 && changes * 5 >= kinds.count * 2
            : kinds.count >= 16 && changes * 10 >= kinds.count * 3
    }

    /// How often small letters, capitals and digits take turns.
    static func changes(in value: some StringProtocol) -> Int {
        let kinds = value.utf8.map(Kind.init).filter { $0 != .sign }
        return zip(kinds, kinds.dropFirst()).count { $0 != $1 } + 1
    }

    /// True for words and for small numbers, of which no program makes keys: `gnome-classic`, `2`, `30m`, `a/b`.
    static func isPlain(_ value: some StringProtocol) -> Bool {
        let parts = value.split { !$0.isLetter && !$0.isNumber }
        let hasSigns = value.contains { !$0.isLetter && !$0.isNumber && !"-_./:<>".contains($0) }
        guard !parts.isEmpty || value.count == 1, !hasSigns else { return false }
        return parts.allSatisfy { isWord($0) } || parts.allSatisfy { isNumber($0) }
    }

    /// True for words and numbers as the keys of stores and caches have: `user:42:profile`.
    static func isPath(_ value: some StringProtocol) -> Bool {
        let parts = value.split { ":/".contains($0) }
        return parts.count > 1 && parts.contains { isWord($0) && $0.allSatisfy(\.isLowercase) }
            && parts.allSatisfy { isWord($0) || $0.allSatisfy(\.isNumber) }
    }

    private static func isWord(_ part: some StringProtocol) -> Bool {
        part.count > 1 && part.allSatisfy(\.isLetter)
            && (part.allSatisfy(\.isLowercase) || part.allSatisfy(\.isUppercase))
    }

    /// A number of up to five digits, and perhaps its unit.
    private static func isNumber(_ part: some StringProtocol) -> Bool {
        let digits = part.prefix(while: \.isNumber)
        let unit = part[digits.endIndex...]
        return (1...5).contains(digits.count) && unit.count < 2 && unit.allSatisfy(\.isLowercase)
    }

    /// True for the name of a method with its number: `md5`, `SHA256`, `scram-sha-256`.
    static func isMethod(_ value: some StringProtocol) -> Bool {
        value.count < 20
            && value.split { "-_".contains($0) }.allSatisfy { part in
                let letters = part.prefix { $0.isLetter }
                let isOfOneCase =
                    letters.allSatisfy(\.isLowercase) || letters.allSatisfy(\.isUppercase)
                let digits = part[letters.endIndex...]
                return isOfOneCase && letters.count != 1 && digits.allSatisfy(\.isNumber)
                    && digits.count <= 3
            }
    }

    /// What follows the colon in `user:password`; nil for other values, `host:80` and `1000:1000` among them.
    static func password(of value: Substring) -> Substring? {
        guard let colon = value.firstIndex(of: ":"), colon != value.startIndex else { return nil }
        let rest = value[value.index(after: colon)...]
        let isPort = rest.allSatisfy(\.isNumber) && rest.count <= 5
        return rest.isEmpty || isPort || rest.hasPrefix("/") ? nil : rest
    }
}
