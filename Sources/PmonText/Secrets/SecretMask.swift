// SPDX-License-Identifier: MIT

/// Takes known secrets out of what others say, in whichever encoding they stand there: a server may echo what it was sent.
package struct SecretMask: Sendable, Equatable {
    /// Bytes that an encoding may need for one of the secret's.
    private static let widest = 8
    /// Encodings of encodings that are undone.
    private static let layers = 3
    /// The least that is looked for in what base64 or digits stand for: any text can be read so, and holds anything then.
    private static let shortestInBase64 = 5
    /// By so many bytes at its beginning a long secret is known; a server that chooses it cannot make the search long.
    private static let longestStart = 64

    private var patterns: [[UInt8]] = []
    /// Whether a pattern may begin with a byte as it stands there, and those that may.
    private var begins: [Bool] = []
    private var beginning: [UInt8: [[UInt8]]] = [:]

    /// Bytes of a text by which the longest secret is known.
    package private(set) var longest = 0

    /// A mask of some secrets, and of some that are no UTF-8.
    package init(_ secrets: [String], bytes: [[UInt8]] = []) {
        guard !secrets.isEmpty else { return }
        set(SecretForms(secrets, bytes: bytes).patterns)
    }

    private mutating func set(_ patterns: [[UInt8]]) {
        self.patterns = patterns
        beginning = Dictionary(grouping: patterns) { $0[0] }
        // It stands for a blank in forms.
        beginning[0x2B] = patterns.filter { $0[0] == 0x2B || $0[0] == 0x20 }
        begins =
            patterns.isEmpty
            ? []
            : (UInt8.min...UInt8.max).map { !(beginning[SecretForms.folded($0)] ?? []).isEmpty }
        longest = min(patterns.first?.count ?? 0, Self.longestStart) * Self.widest
    }

    /// A mask that takes out what either of both does.
    package func joined(with other: SecretMask) -> SecretMask {
        guard !other.patterns.isEmpty else { return self }
        var mask = other
        if !patterns.isEmpty { mask.set(SecretForms.sorted(Set(patterns + other.patterns))) }
        return mask
    }

    /// A mask that takes out further secrets.
    package func adding(_ secrets: [String]) -> SecretMask {
        guard !secrets.isEmpty else { return self }
        var mask = self
        mask.set(SecretForms.sorted(Set(patterns + SecretForms(secrets).patterns)))
        return mask
    }

    /// The text with `***` for each secret, in whichever encoding it stands there.
    package func masked(_ text: String) -> String {
        guard !patterns.isEmpty else { return text }
        let bytes = Array(text.utf8)
        return String(decoding: masked(bytes, showing: bytes.count, isCut: false), as: UTF8.self)
    }

    /// The first characters of a text without secrets.
    ///
    /// Of a long text no more is searched than it takes to know what begins in them.
    package func beginning(of text: String, characters: Int) -> String {
        let bytes = Array(text.utf8.prefix(4 * characters + longest + 1))
        let isCut = bytes.count > 4 * characters + longest
        return beginning(of: bytes, characters: characters, isCut: isCut)
    }

    /// The same for bytes, which may have been cut.
    package func beginning(of bytes: [UInt8], characters: Int, isCut: Bool) -> String {
        let shown = masked(bytes, showing: 4 * characters, isCut: isCut)
        return String(String(decoding: shown, as: UTF8.self).unicodeScalars.prefix(characters))
    }

    /// The same for the first bytes of a text, of which those behind show whether a secret begins in them.
    ///
    /// A secret that begins in the shown part is masked whole, and nothing from behind moves up. If the text itself was
    /// cut, what may be the beginning of a secret at its end counts as one.
    package func masked(_ bytes: [UInt8], showing limit: Int, isCut: Bool) -> [UInt8] {
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
        for phase in text.hexadecimalPhases() + [text.decimalBytes()].compactMap(\.self) {
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
            guard begins[Int(units[index].byte)],
                let length = length(in: units, at: index, shortest: shortest, isCut: isCut)
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

    /// How many bytes from there on are a secret, the longest that begins there; nil if none does.
    private func length(
        in units: [EncodedText.Unit],
        at index: Int,
        shortest: Int,
        isCut: Bool
    ) -> Int? {
        var longest: Int?
        for pattern in beginning[SecretForms.folded(units[index].byte)] ?? [] {
            if pattern.count < max(shortest, longest ?? 0) { break }
            guard let length = length(of: pattern, in: units, at: index, isCut: isCut) else {
                continue
            }
            longest = max(longest ?? 0, length)
        }
        return longest
    }

    /// How much of a pattern stands there, if that is enough to know it; all of it where the text is cut before.
    ///
    /// A `+` stands for a blank in forms.
    private func length(
        of pattern: [UInt8],
        in units: [EncodedText.Unit],
        at index: Int,
        isCut: Bool
    ) -> Int? {
        let enough = min(pattern.count, Self.longestStart)
        let room = units.count - index
        guard isCut || enough <= room else { return nil }
        var count = 0
        while count < min(pattern.count, room) {
            let byte = SecretForms.folded(units[index + count].byte)
            guard byte == pattern[count] || byte == 0x2B && pattern[count] == 0x20 else { break }
            count += 1
        }
        if isCut, count == room { return pattern.count }
        return count >= enough ? count : nil
    }
}
