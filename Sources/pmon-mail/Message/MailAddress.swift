// SPDX-License-Identifier: MIT

private import PmonCore

/// A mail address, with or without a name: `ops@example.org`, `Operations <ops@example.org>`.
///
/// It goes into the SMTP dialogue and into headers, so only the plain form is accepted: a dot-atom, `@`, and
/// a domain or an address literal (RFC 5321 section 4.1.2, without quoted local parts).
struct MailAddress: Hashable, Sendable {
    /// The name; empty if there is none.
    let name: String
    /// The address itself, `local@domain`.
    let mailbox: String
    /// The part after the `@`.
    var domain: String { String(mailbox[mailbox.index(after: at)...]) }

    private var at: String.Index { mailbox.lastIndex(of: "@") ?? mailbox.startIndex }

    /// The form of an address, for messages.
    static let form = "an address such as ops@example.org"

    /// Reads an address; nil if it is not of the plain form.
    init?(_ text: String) {
        let text = text.trimmed
        guard let open = text.lastIndex(of: "<") else {
            guard Self.isMailbox(text) else { return nil }
            (name, mailbox) = ("", text)
            return
        }
        guard text.last == ">" else { return nil }
        let mailbox = String(text[text.index(after: open)...].dropLast())
        var name = String(text[..<open]).trimmed
        if name.count >= 2, name.first == "\"", name.last == "\"" {
            name = String(name.dropFirst().dropLast())
        }
        let isClean = name.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && $0.value != 0x7F && !"<>\"\\".unicodeScalars.contains($0)
        }
        guard isClean, Self.isMailbox(mailbox) else { return nil }
        self.name = MailText.line(name, limit: 100)
        self.mailbox = mailbox
    }

    /// The address as a header writes it.
    var header: String {
        guard !name.isEmpty else { return mailbox }
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
            return "\(EncodedWord.encode(name)) <\(mailbox)>"
        }
        let isPlain = name.utf8.allSatisfy { Self.isAtom($0) || $0 == UInt8(ascii: " ") }
        return isPlain ? "\(name) <\(mailbox)>" : "\"\(name)\" <\(mailbox)>"
    }

    private static func isMailbox(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count <= 254, let at = bytes.lastIndex(of: UInt8(ascii: "@")) else {
            return false
        }
        return at <= 64 && isDotted(bytes[..<at], isAtom) && isDomain(bytes[(at + 1)...])
    }

    private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.first == UInt8(ascii: "[") else { return isDotted(bytes, isLabel) }
        guard bytes.last == UInt8(ascii: "]"), bytes.count > 2 else { return false }
        return bytes.dropFirst().dropLast().allSatisfy {
            isLabel($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
        }
    }

    /// True for one or more parts with single dots between them.
    private static func isDotted(_ bytes: ArraySlice<UInt8>, _ isPart: (UInt8) -> Bool) -> Bool {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isPart) }
    }

    /// RFC 5322 section 3.2.3, `atext`.
    private static func isAtom(_ byte: UInt8) -> Bool {
        isLabel(byte) || "!#$%&'*+/=?^`{|}~".utf8.contains(byte)
    }

    private static func isLabel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
