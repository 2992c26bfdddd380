// SPDX-License-Identifier: MIT

/// The header of a message: fields in order, folded, ASCII, and never more fields than were asked for.
struct HeaderBlock {
    /// The fields so far, each ending with CRLF.
    private(set) var bytes: [UInt8] = []

    /// Adds a field of unstructured text; what is beyond ASCII is encoded, and what looks as if it were encoded already.
    mutating func add(_ name: String, text: String) {
        let clean = MailText.line(text, limit: 800)
        let isPlain = clean.utf8.allSatisfy { $0 < 0x80 } && !clean.contains("=?")
        add(name, isPlain ? clean : EncodedWord.encode(clean))
    }

    /// Adds a field whose value is already in its ASCII form, folded at its spaces (RFC 5322 section 2.2.3).
    ///
    /// Control characters and bytes beyond ASCII become `?`: whatever the value is, it stays one field.
    mutating func add(_ name: String, _ value: String) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: ":"))
        var column = name.utf8.count + 1
        for word in value.utf8.split(separator: 0x20) {
            if column + 1 + word.count > 78, column > name.utf8.count + 1 {
                bytes.append(contentsOf: "\r\n".utf8)
                column = 0
            }
            bytes.append(0x20)
            for byte in word { bytes.append(byte > 0x20 && byte < 0x7F ? byte : UInt8(ascii: "?")) }
            column += 1 + word.count
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }
}
