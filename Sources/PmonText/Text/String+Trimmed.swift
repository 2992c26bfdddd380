// SPDX-License-Identifier: MIT

extension Unicode.Scalar {
    /// True for what Python's `str.strip` removes: Unicode white space and the four information separators.
    ///
    /// https://docs.python.org/3/library/stdtypes.html#str.isspace
    package var isSpace: Bool {
        value < 0x80
            ? value == 0x20 || (0x09...0x0D).contains(value) || (0x1C...0x1F).contains(value)
            : properties.isWhitespace
    }

    /// True for what steers terminals or ends lines: C0 and C1 controls, DEL, and Unicode's line and paragraph separators.
    package var isControl: Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
    }

    /// True for marks that turn the direction of text around, so that `exe.gnp` can pass for something else.
    ///
    /// https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
    package var isDirectionMark: Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension String {
    /// The text without white space at both ends.
    ///
    /// It works on Unicode scalars, so that a combining mark after a space does not hide the space.
    package var trimmed: String {
        // Most texts have nothing to trim, and their ends show it.
        if let first = utf8.first, let last = utf8.last,
            (0x21...0x7E).contains(first), (0x21...0x7E).contains(last)
        {
            return self
        }
        let front = unicodeScalars.drop(while: \.isSpace)
        guard let last = front.lastIndex(where: { !$0.isSpace }) else { return "" }
        return String(front[...last])
    }

    /// The text as one line for people: each control character is a space, and no mark turns the direction of text around.
    package var onOneLine: String {
        guard unicodeScalars.contains(where: { $0.isControl || $0.isDirectionMark }) else {
            return self
        }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.isDirectionMark {
            text.append(scalar.isControl ? " " : scalar)
        }
        return String(text)
    }

    /// The beginning of the text for messages: one line of at most 80 characters.
    package var excerpt: String {
        let line = prefix(81).description.onOneLine
        return line.count > 80 ? "\(line.prefix(80))…" : line
    }

    /// The text if it fits into that many bytes, otherwise its beginning and `…`.
    package func cut(to bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var end = utf8.index(startIndex, offsetBy: max(bytes - 3, 0))
        // Back to where a character begins.
        while utf8[end] & 0xC0 == 0x80 { utf8.formIndex(before: &end) }
        return "\(self[..<end])…"
    }

    /// The rest of the text after a prefix; nil if it does not begin with it.
    package func removingPrefix(_ prefix: String) -> String? {
        guard utf8.starts(with: prefix.utf8) else { return nil }
        return String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
}
