// SPDX-License-Identifier: MIT

/// A number and its unit, as durations and sizes are written.
enum Quantity {
    /// Splits `10 MiB` into 10 and `mib`; the unit in lower case, empty where there is none.
    ///
    /// nil unless the number is plain digits with an optional fraction (no sign, no exponent, at most 20 characters).
    static func split(_ text: some StringProtocol) -> (number: Double, unit: String)? {
        let trimmed = text.utf8.trimmedSpaces
        let digits = trimmed.prefix { $0 >= 0x30 && $0 <= 0x39 || $0 == UInt8(ascii: ".") }
        guard digits.first != UInt8(ascii: "."), digits.last != UInt8(ascii: "."),
            (1...20).contains(digits.count),
            let number = Double(String(decoding: digits, as: UTF8.self))
        else { return nil }
        let unit = trimmed.dropFirst(digits.count).trimmedSpaces
        return (number, String(decoding: unit, as: UTF8.self).lowercased())
    }
}

extension Collection<UInt8> where SubSequence: Collection {
    /// The bytes without spaces and tabs at both ends.
    var trimmedSpaces: [UInt8] {
        var bytes = Array(drop { $0 == 0x20 || $0 == 0x09 })
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        return bytes
    }
}
