// SPDX-License-Identifier: MIT

import PmonText

/// Makes hostile bytes presentable: valid UTF-8 without anything that moves a cursor, changes colours or reorders text.
enum CleanText {
    /// One line of at most `limit` bytes; a longer one ends in `…`.
    static func line(_ bytes: some Sequence<UInt8>, limit: Int) -> String {
        let bytes = Array(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        // Nearly every line is of printable ASCII alone, and stays as it is.
        if bytes.count <= limit, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
        var result = String.UnicodeScalarView()
        var size = 0
        var escape = Escape.none
        for scalar in text.unicodeScalars {
            guard escape.passes(scalar) else { continue }
            let shown: UnicodeScalar = scalar == "\t" ? " " : scalar
            guard !shown.isControl, !shown.isDirectionMark else { continue }
            size += UTF8.width(shown)
            if size > limit {
                result.append("…")
                break
            }
            result.append(shown)
        }
        return String(result)
    }

    /// Where in a terminal's control sequence a text is (ECMA-48 section 5.4).
    private enum Escape {
        case none
        case begun
        case inside

        /// False for each scalar that belongs to a sequence.
        mutating func passes(_ scalar: UnicodeScalar) -> Bool {
            switch self {
            case .none:
                if scalar.value == 0x1B { self = .begun }
                return scalar.value != 0x1B
            case .begun:
                if scalar == "[" {
                    self = .inside
                    return false
                }
                self = .none
                // A sequence of two characters, such as ESC c; anything else was no sequence.
                return !(0x40...0x7E).contains(scalar.value)
            case .inside:
                if (0x40...0x7E).contains(scalar.value) { self = .none }
                return scalar.value < 0x20 && scalar.value != 0x1B
            }
        }
    }
}
