// SPDX-License-Identifier: MIT

import PmonText

/// Makes text of unknown origin safe for a mail: the words stay, control characters go.
///
/// Messages, process lists and log lines come from machines that may be in anybody's hands.
enum MailText {
    /// One line of at most `limit` characters; a longer one ends with `…`.
    static func line(_ text: String, limit: Int) -> String {
        if text.utf8.count <= limit, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
            return text
        }
        var clean = String.UnicodeScalarView()
        var count = 0
        var isAfterSpace = true
        for scalar in text.unicodeScalars {
            let kept = replacement(scalar)
            guard let kept, !(kept == " " && isAfterSpace) else { continue }
            guard count < limit else {
                clean.removeLast()
                clean.append("…")
                break
            }
            isAfterSpace = kept == " "
            clean.append(kept)
            count += 1
        }
        if clean.last == " " { clean.removeLast() }
        return String(clean)
    }

    /// The lines of a text, spaces kept, each of at most `limit` characters; no empty ones at the end.
    static func lines(_ text: String, limit: Int) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { spaced($0, limit: limit) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// One line in which spaces keep their number, as tables need it.
    private static func spaced(_ text: Substring, limit: Int) -> String {
        if text.utf8.count <= limit, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
            return String(text)
        }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.lazy.compactMap(replacement).prefix(limit + 1) {
            clean.append(scalar)
        }
        if clean.count > limit {
            clean.removeLast(2)
            clean.append("…")
        }
        return String(clean)
    }

    /// The replacement of a character; nil if there is none.
    private static func replacement(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard !scalar.isDirectionMark else { return nil }
        return switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
        case 0..<0x20, 0x7F..<0xA0: "\u{FFFD}"
        // Characters without a width.
        case 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF: nil
        case 0xE0000...0xE0FFF, 0xFFF9...0xFFFB: nil
        default: scalar.value & 0xFFFE == 0xFFFE ? nil : scalar
        }
    }
}
