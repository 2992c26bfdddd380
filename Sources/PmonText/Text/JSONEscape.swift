// SPDX-License-Identifier: MIT

/// Reads what stands behind a backslash in a JSON string, byte by byte; a surrogate pair is read as one.
///
/// A lone surrogate becomes U+FFFD (RFC 8259 section 8.2 leaves it open).
package struct JSONEscape {
    /// What came of a byte.
    package enum Outcome: Equatable {
        /// Not complete yet.
        case more
        /// The UTF-8 of what the escape stands for.
        case scalars([UInt8])
        /// The half of a pair before this byte stands alone; the byte is to be read anew, behind a backslash or not.
        case alone(isEscaped: Bool)
        /// No escape of JSON.
        case invalid
    }

    private var digits = 0
    private var value: UInt32 = 0
    private var high: UInt32?
    private var isUnicode = false
    private var expectsPair = 0

    /// One of which nothing has come yet.
    package init() {}

    /// Takes the next byte.
    package mutating func take(_ byte: UInt8) -> Outcome {
        if expectsPair > 0 { return takePairStart(byte) }
        guard isUnicode else { return takeFirst(byte) }
        guard let digit = Self.digit(byte) else { return .invalid }
        value = value << 4 | digit
        digits += 1
        guard digits == 4 else { return .more }
        return unitCompleted()
    }

    private mutating func takeFirst(_ byte: UInt8) -> Outcome {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return .scalars([byte])
        case UInt8(ascii: "b"): return .scalars([0x08])
        case UInt8(ascii: "f"): return .scalars([0x0C])
        case UInt8(ascii: "n"): return .scalars([0x0A])
        case UInt8(ascii: "r"): return .scalars([0x0D])
        case UInt8(ascii: "t"): return .scalars([0x09])
        case UInt8(ascii: "u"):
            isUnicode = true
            return .more
        default: return .invalid
        }
    }

    /// Behind a high surrogate `\u` has to follow.
    private mutating func takePairStart(_ byte: UInt8) -> Outcome {
        let expected: UInt8 = expectsPair == 2 ? UInt8(ascii: "\\") : UInt8(ascii: "u")
        guard byte == expected else { return .alone(isEscaped: expectsPair == 1) }
        expectsPair -= 1
        return .more
    }

    private mutating func unitCompleted() -> Outcome {
        let unit = value
        value = 0
        digits = 0
        if let first = high {
            high = nil
            guard (0xDC00...0xDFFF).contains(unit) else {
                return .scalars(Self.replacement + Self.utf8(unit))
            }
            return .scalars(Self.utf8(0x10000 + (first - 0xD800) << 10 + (unit - 0xDC00)))
        }
        guard (0xD800...0xDBFF).contains(unit) else { return .scalars(Self.utf8(unit)) }
        high = unit
        expectsPair = 2
        return .more
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 0x37
        default: nil
        }
    }

    /// U+FFFD in UTF-8.
    package static let replacement = utf8(0xFFFD)

    private static func utf8(_ value: UInt32) -> [UInt8] {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        return Array(String(Character(scalar)).utf8)
    }
}
