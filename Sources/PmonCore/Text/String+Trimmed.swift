// SPDX-License-Identifier: MIT

extension Unicode.Scalar {
    /// True for what Python's `str.strip` removes: Unicode white space and the four information separators.
    ///
    /// https://docs.python.org/3/library/stdtypes.html#str.isspace
    var isSpace: Bool {
        value < 0x80
            ? value == 0x20 || (0x09...0x0D).contains(value) || (0x1C...0x1F).contains(value)
            : properties.isWhitespace
    }

    /// True for what steers terminals or ends lines: C0 and C1 controls, DEL, and Unicode's line and paragraph separators.
    var isControl: Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
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

    /// The text as one line for people: each control character is a space.
    package var onOneLine: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: unicodeScalars.lazy.map { $0.isControl ? " " : $0 })
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
