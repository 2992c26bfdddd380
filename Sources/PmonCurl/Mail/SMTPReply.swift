// SPDX-License-Identifier: MIT

/// A mail server's reply to one command.
package struct SMTPReply: Equatable, Sendable {
    /// The reply code: 200 to 599 (RFC 5321 section 4.2), or what else a server says with three digits, as libcurl reads it.
    package let code: Int
    /// The server's words on the last line.
    package let text: String

    /// A reply of that code and text.
    init(code: Int, text: String) {
        self.code = code
        self.text = text
    }

    /// Reads the last line of a reply; nil for the lines before it and for anything that is not a reply.
    init?(line: some Collection<UInt8>) {
        let line = line.prefix { $0 != 0x0D && $0 != 0x0A }
        let digits = line.prefix(3)
        guard digits.allSatisfy({ $0 >= 0x30 && $0 < 0x3A }), digits.count == 3,
            let code = Int(String(decoding: digits, as: UTF8.self)),
            line.count == 3 || line.dropFirst(3).first == 0x20
        else { return nil }
        self.init(code: code, text: String(decoding: line.dropFirst(4), as: UTF8.self))
    }

    /// True for 2xx.
    var isPositive: Bool { code / 100 == 2 }
}
