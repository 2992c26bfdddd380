// SPDX-License-Identifier: MIT

private import PmonCurl
import PmonText

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
    ///
    /// A comment in round brackets is a name where there is no other. A domain may have letters beyond ASCII.
    init?(_ text: String) {
        let isClean = text.trimmed.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && $0.value != 0x7F
        }
        guard isClean, let (text, comment) = Self.withoutComments(text) else { return nil }
        guard let open = text.lastIndex(of: "<") else {
            guard let mailbox = Self.mailbox(text) else { return nil }
            (name, self.mailbox) = (MailText.line(comment, limit: 100), mailbox)
            return
        }
        guard text.last == ">" else { return nil }
        var name = String(text[..<open]).trimmed
        if name.count >= 2, name.first == "\"", name.last == "\"" {
            guard let plain = Self.unquoted(name.dropFirst().dropLast()) else { return nil }
            name = plain
        } else if name.unicodeScalars.contains(where: "<>\"\\".unicodeScalars.contains) {
            return nil
        }
        let inner = String(text[text.index(after: open)...].dropLast())
        guard let mailbox = Self.mailbox(inner) else { return nil }
        self.name = MailText.line(name.isEmpty ? comment : name, limit: 100)
        self.mailbox = mailbox
    }

    /// The text without what stands in round brackets, and that; nil if brackets are not closed.
    private static func withoutComments(_ text: String) -> (text: String, comment: String)? {
        guard text.utf8.contains(UInt8(ascii: "(")) else { return (text.trimmed, "") }
        var (rest, comment) = (String.UnicodeScalarView(), String.UnicodeScalarView())
        var (isQuoted, isEscaped, depth) = (false, false, 0)
        for scalar in text.unicodeScalars {
            let isPlain = !isEscaped
            isEscaped = isPlain && scalar == "\\" && (isQuoted || depth > 0)
            if isPlain, scalar == "\"", depth == 0 { isQuoted.toggle() }
            if isPlain, !isQuoted, scalar == "(" {
                depth += 1
                if depth == 1 { continue }
            } else if isPlain, !isQuoted, depth > 0, scalar == ")" {
                depth -= 1
                if depth == 0 { continue }
            }
            if depth == 0 {
                rest.append(scalar)
            } else if !isEscaped {
                comment.append(scalar)
            }
        }
        return depth == 0 ? (String(rest).trimmed, String(comment).trimmed) : nil
    }

    /// The text within quotes; nil if it ends there already.
    private static func unquoted(_ text: Substring) -> String? {
        var plain = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if !isEscaped, scalar == "\\" {
                isEscaped = true
                continue
            }
            guard isEscaped || scalar != "\"" else { return nil }
            plain.append(scalar)
            isEscaped = false
        }
        return isEscaped ? nil : String(plain)
    }

    /// The mailbox with its domain in ASCII; nil if it is not of the plain form.
    private static func mailbox(_ text: String) -> String? {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }), let at = text.lastIndex(of: "@") else {
            return isMailbox(text) ? text : nil
        }
        let domain = text[text.index(after: at)...]
        guard domain.utf8.allSatisfy({ $0 >= 0x80 || isLabel($0) || $0 == UInt8(ascii: ".") }),
            let ascii = try? WebAddress("http://\(domain)/").host
        else { return nil }
        let mailbox = "\(text[..<at])@\(ascii)"
        return isMailbox(mailbox) ? mailbox : nil
    }

    /// The address as a header writes it; a name that looks as if it were encoded already is encoded.
    var header: String {
        guard !name.isEmpty else { return mailbox }
        guard name.utf8.allSatisfy({ $0 < 0x80 }), !name.contains("=?") else {
            return "\(EncodedWord.encode(name)) <\(mailbox)>"
        }
        let isPlain = name.utf8.allSatisfy { Self.isAtom($0) || $0 == UInt8(ascii: " ") }
        guard !isPlain else { return "\(name) <\(mailbox)>" }
        let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(quoted)\" <\(mailbox)>"
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
