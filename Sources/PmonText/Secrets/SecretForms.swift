// SPDX-License-Identifier: MIT

/// The byte sequences by which secrets can be recognised in a text whose encodings are undone.
struct SecretForms: Sendable, Equatable {
    /// Shorter ones would mask ordinary text.
    private static let shortest = 3
    /// The least of a secret within a longer base64 text.
    private static let shortestCore = 6

    /// The sequences, the longest first; letters of ASCII in lower case.
    private(set) var patterns: [[UInt8]] = []

    /// The forms of some secrets, and of some that are no UTF-8.
    init(_ secrets: [String], bytes: [[UInt8]] = []) {
        var texts = Set<String>()
        let secrets = secrets + bytes.compactMap { String(validating: $0, as: UTF8.self) }
        // A server may know a secret in Latin-1 that was sent in UTF-8.
        let raw = bytes + secrets.compactMap(Self.latin1)
        for secret in raw where secret.count >= Self.shortest {
            texts.insert(String(decoding: secret, as: UTF8.self))
            texts.formUnion(Self.cases(of: Self.text(ofLatin1: secret)))
        }
        for secret in secrets where secret.utf8.count >= Self.shortest {
            var forms = EncodedText(Array(secret.utf8))
            // A secret may look encoded itself, and a text is decoded as a whole.
            repeat {
                let text = String(decoding: forms.units.map(\.byte), as: UTF8.self)
                for form in Self.cases(of: text) {
                    texts.insert(form)
                    texts.formUnion(Self.misread(form))
                }
            } while forms.decode()
        }
        var patterns = Set(texts.map { Self.folded($0.utf8) })
        patterns.formUnion(raw.map(Self.folded))
        patterns.formUnion(
            raw.flatMap { Self.cases(of: Self.text(ofLatin1: $0)).compactMap(Self.latin1) }
                .map(Self.folded)
        )
        for secret in secrets.map({ Array($0.utf8) }) + raw {
            for form in Self.base64(secret) {
                patterns.insert(Self.folded(form.utf8))
                patterns.insert(Self.folded(Self.urlSafe(form)))
            }
        }
        self.patterns = Self.sorted(patterns)
    }

    /// Those that are long enough, the longest first.
    static func sorted(_ patterns: Set<[UInt8]>) -> [[UInt8]] {
        patterns.filter { $0.count >= shortest }
            .sorted { ($1.count, $0.lexicographicKey) < ($0.count, $1.lexicographicKey) }
    }

    /// A byte without case.
    static func folded(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    private static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.map(folded) }

    /// As a text of its own, and as it looks within a longer one, at each of the three places it can have there.
    private static func base64(_ secret: [UInt8]) -> [String] {
        guard secret.count >= shortest else { return [] }
        var forms = [Base64.encode(secret), Base64.encode(secret, padded: false)]
        for before in 0..<3 {
            let text = Base64.encode([UInt8](repeating: 0, count: before) + secret, padded: false)
            // Letters at the ends depend on what stands beside the secret.
            let whole = (before + secret.count) * 8 / 6
            let core = text.prefix(whole).dropFirst((before * 8 + 5) / 6)
            if core.utf8.count >= shortestCore { forms.append(String(core)) }
        }
        return forms
    }

    /// As it looks where Latin-1 is read as UTF-8, or UTF-8 as Latin-1; none for ASCII, which looks the same.
    private static func misread(_ text: String) -> [String] {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return [] }
        let bytes = latin1(text).map { String(decoding: $0, as: UTF8.self) }
        return [Self.text(ofLatin1: Array(text.utf8))] + (bytes.map { [$0] } ?? [])
    }

    private static func cases(of text: String) -> [String] {
        [text, text.lowercased(), text.uppercased()]
    }

    private static func text(ofLatin1 bytes: [UInt8]) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    /// The text in Latin-1; nil where that has not all of its characters, or is the same as in UTF-8.
    private static func latin1(_ text: String) -> [UInt8]? {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
        let scalars = text.unicodeScalars
        return scalars.allSatisfy { $0.value < 0x100 } ? scalars.map { UInt8($0.value) } : nil
    }

    private static func urlSafe(_ text: String) -> [UInt8] {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: byte
            }
        }
    }
}

extension [UInt8] {
    /// Orders sequences of one length.
    fileprivate var lexicographicKey: String { String(decoding: self, as: UTF8.self) }
}
