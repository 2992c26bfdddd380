// SPDX-License-Identifier: MIT

import PmonCore

/// Takes a target's secrets out of what its server says: a server may echo what it was sent.
struct SecretMask: Sendable, Equatable {
    /// Bytes that an encoding may need for one of the secret's.
    private static let widest = 8
    /// Encodings of encodings that are undone.
    private static let layers = 3
    /// The least that is looked for in what base64 or digits stand for: any text can be read so, and holds anything then.
    private static let shortestInBase64 = 5

    private var patterns: [[UInt8]] = []
    /// Whether a pattern begins with a byte.
    private var begins: [Bool] = []

    /// Bytes that the longest secret may need in a text.
    private(set) var longest = 0

    /// A mask of the secrets of one target.
    ///
    /// The logins are those to the server and to its proxy, the lines the headers that carry credentials; of a body
    /// with a secret, the values whose names say so, or all of it.
    init(
        logins: [(user: String?, password: Secret?)],
        lines: [String],
        body: String? = nil
    ) {
        var secrets: [String] = []
        for (user, password) in logins {
            guard let password = password?.reveal(), !password.isEmpty else { continue }
            secrets += [password, "\(user ?? ""):\(password)"]
        }
        for line in lines { secrets += Self.secrets(ofHeader: line) }
        if let body {
            let values = NamedSecrets.values(in: body)
            secrets += values.isEmpty ? [body] : values
        }
        guard !secrets.isEmpty else { return }
        patterns = SecretForms(secrets).patterns
        var begins = [Bool](repeating: false, count: patterns.isEmpty ? 0 : 256)
        for pattern in patterns { begins[Int(pattern[0])] = true }
        self.begins = begins
        longest = (patterns.first?.count ?? 0) * Self.widest
    }

    /// The value of a header, and the parts of it that are as secret: each cookie, a token, a decoded login.
    private static func secrets(ofHeader line: String) -> [String] {
        guard let colon = line.firstIndex(of: ":") else { return [] }
        let name = line[..<colon].lowercased()
        let value = String(line[line.index(after: colon)...]).trimmed
        if name == "cookie" {
            let cookies = value.split(separator: ";").map { String($0).trimmed }
            let values = cookies.compactMap { cookie in
                cookie.firstIndex(of: "=").map { String(cookie[cookie.index(after: $0)...]) }
            }
            // `"value"` is the same cookie as `value`.
            return [value] + cookies + values + values.map { $0.trimming("\"") }
        }
        var secrets = [value]
        let words = value.split(separator: " ").map(String.init)
        // `Bearer TOKEN`: the token alone is as secret.
        if let last = words.last { secrets.append(last) }
        secrets += value.split { " ,;=\"".contains($0) }.map(String.init)
            .filter { $0.utf8.count >= 8 }
        if words.count == 2, words[0].lowercased() == "basic",
            let bytes = Base64.decode(words[1].utf8)
        {
            let login = String(decoding: bytes, as: UTF8.self)
            secrets.append(login)
            if let colon = login.firstIndex(of: ":") {
                secrets.append(String(login[login.index(after: colon)...]))
            }
        }
        return secrets
    }

    /// The text with `***` for each secret, in whichever encoding it stands there.
    func masked(_ text: String) -> String {
        guard !patterns.isEmpty else { return text }
        let bytes = Array(text.utf8)
        return String(decoding: masked(bytes, showing: bytes.count, isCut: false), as: UTF8.self)
    }

    /// The first characters of a text without secrets.
    ///
    /// Of a long text no more is searched than it takes to know what begins in them.
    func beginning(of text: String, characters: Int) -> String {
        let bytes = Array(text.utf8.prefix(4 * characters + longest + 1))
        let isCut = bytes.count > 4 * characters + longest
        return beginning(of: bytes, characters: characters, isCut: isCut)
    }

    /// The same for bytes, which may have been cut.
    func beginning(of bytes: [UInt8], characters: Int, isCut: Bool) -> String {
        let shown = masked(bytes, showing: 4 * characters, isCut: isCut)
        return String(String(decoding: shown, as: UTF8.self).unicodeScalars.prefix(characters))
    }

    /// The same for the first bytes of a text, of which those behind show whether a secret begins in them.
    ///
    /// A secret that begins in the shown part is masked whole, and nothing from behind moves up. If the text itself was
    /// cut, what may be the beginning of a secret at its end counts as one.
    func masked(_ bytes: [UInt8], showing limit: Int, isCut: Bool) -> [UInt8] {
        guard !patterns.isEmpty else { return Array(bytes.prefix(limit)) }
        var found: [Range<Int>] = []
        search(EncodedText(bytes), layer: 0, shortest: 0, end: isCut ? bytes.count : nil, &found)
        found = found.filter { $0.lowerBound < limit }
        found.sort { $0.lowerBound < $1.lowerBound }
        var result: [UInt8] = []
        var end = 0
        for range in found {
            if range.lowerBound >= end {
                result += bytes[end..<range.lowerBound]
                result += Secret.mask.utf8
            }
            end = max(end, range.upperBound)
        }
        return result
            + bytes[min(end, bytes.count)..<max(min(end, bytes.count), min(limit, bytes.count))]
    }

    /// Looks for secrets in a text and in all that may be encoded in it.
    private func search(
        _ text: EncodedText,
        layer: Int,
        shortest: Int,
        end: Int?,
        _ found: inout [Range<Int>]
    ) {
        found += ranges(in: text, shortest: shortest, end: end)
        if let letters = text.withoutZeros() {
            found += ranges(in: letters, shortest: shortest, end: end)
        }
        for phase in text.hexadecimalPhases() {
            found += ranges(in: phase, shortest: Self.shortestInBase64, end: end)
        }
        guard layer < Self.layers else { return }
        var plain = text
        if plain.decode() { search(plain, layer: layer + 1, shortest: shortest, end: end, &found) }
        for phase in text.base64Phases() {
            search(phase, layer: layer + 1, shortest: Self.shortestInBase64, end: end, &found)
        }
    }

    private func ranges(in text: EncodedText, shortest: Int, end: Int?) -> [Range<Int>] {
        let units = text.units
        // An escape that the cut has left unfinished stands for nothing.
        let isCut = end.map { (units.last?.end ?? 0) + Self.widest >= $0 } ?? false
        var ranges: [Range<Int>] = []
        var index = 0
        while index < units.count {
            guard begins[Int(SecretForms.folded(units[index].byte))] || units[index].byte == 0x2B,
                let length = patterns.first(where: {
                    $0.count >= shortest && matches($0, units, at: index, isCut: isCut)
                })?.count
            else {
                index += 1
                continue
            }
            let isWhole = index + length <= units.count
            let last = isWhole ? units[index + length - 1].end : end ?? units[units.count - 1].end
            ranges.append(units[index].start..<last)
            index += length
        }
        return ranges
    }

    /// A `+` stands for a blank in forms.
    private func matches(
        _ pattern: [UInt8],
        _ units: [EncodedText.Unit],
        at index: Int,
        isCut: Bool
    ) -> Bool {
        guard isCut || index + pattern.count <= units.count else { return false }
        return pattern.indices.prefix(units.count - index).allSatisfy { offset in
            let byte = SecretForms.folded(units[index + offset].byte)
            return byte == pattern[offset] || byte == 0x2B && pattern[offset] == 0x20
        }
    }
}

extension String {
    /// Without a character at its ends.
    fileprivate func trimming(_ character: Character) -> String {
        var text = self[...]
        while text.first == character { text = text.dropFirst() }
        while text.last == character { text = text.dropLast() }
        return String(text)
    }
}
