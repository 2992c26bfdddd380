// SPDX-License-Identifier: MIT

import PmonRecord
import PmonText

/// A whole mail: header, text part, HTML part; the same bytes for the same facts, on the wire and when printed.
///
/// pmon composes the message itself and does not leave it to libcurl's MIME interface, which cannot hand the bytes out
/// and draws another boundary each time.
struct MailMessage {
    /// The mail as RFC 5322 has it: 7 bit, lines ending with CRLF, at most 78 characters each where that is possible.
    let bytes: [UInt8]
    /// Its `Message-ID`.
    let identity: String

    /// Composes the mail of a report; `episode` is when its problem began.
    init(_ report: Report, episode: Timestamp?, from: MailAddress, to: [MailAddress]) {
        let text = TextPart.render(report)
        let html = HTMLPart.render(report)
        let headline = Headline(report)
        let digest = Digest.hex(Array(headline.subject.utf8) + text + html)
        let slug = Self.slug(report.monitor)
        let date = Self.date(report)
        identity = "<\(date.milliseconds).\(digest)@\(from.domain)>"

        var header = HeaderBlock()
        header.add("Date", TimeWords.header(date))
        header.add("From", from.header)
        header.add("To", to.isEmpty ? "undisclosed-recipients:;" : Self.list(to))
        header.add("Subject", text: headline.subject)
        header.add("Message-ID", identity)
        if let episode {
            // The message that this refers to does not exist: it joins the mails of one trouble.
            let root = "<episode.\(slug).\(episode.milliseconds)@\(from.domain)>"
            header.add("In-Reply-To", root)
            header.add("References", root)
        }
        header.add("Auto-Submitted", "auto-generated")
        header.add("X-Auto-Response-Suppress", "OOF, AutoReply, DR, RN, NRN")
        header.add("List-Id", "<\(slug).pmon.\(Self.host(from.domain))>")
        header.add("X-Pmon-State", headline.word)
        header.add("MIME-Version", "1.0")
        let boundary = "=_pmon_\(digest)"
        header.add("Content-Type", "multipart/alternative; boundary=\"\(boundary)\"")

        var bytes = header.bytes
        bytes.reserveCapacity(bytes.count + (text.count + html.count) * 5 / 4 + 600)
        Self.append(text, type: "plain", boundary, to: &bytes)
        Self.append(html, type: "html", boundary, to: &bytes)
        bytes.append(contentsOf: "\r\n--\(boundary)--\r\n".utf8)
        self.bytes = bytes
    }

    /// The instant of a mail: that of its records, or for a stale monitor the one when it became stale.
    static func date(_ report: Report) -> Timestamp {
        if case .stale(let since) = report.scan { return since }
        return report.present
    }

    private static func append(
        _ content: [UInt8],
        type: String,
        _ boundary: String,
        to bytes: inout [UInt8]
    ) {
        let head =
            "\r\n--\(boundary)\r\nContent-Type: text/\(type); charset=utf-8\r\n"
            + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        bytes.append(contentsOf: head.utf8)
        QuotedPrintable.append(content, to: &bytes)
    }

    private static func list(_ addresses: [MailAddress]) -> String {
        addresses.map(\.header).joined(separator: ", ")
    }

    /// The monitor's id as part of an identifier.
    private static func slug(_ monitor: String) -> String {
        let letters = monitor.utf8.prefix(60).map { byte -> Character in
            let isPlain =
                byte >= 0x30 && byte < 0x3A || byte | 0x20 >= 0x61 && byte | 0x20 < 0x7B
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            return isPlain ? Character(Unicode.Scalar(byte)) : "-"
        }
        return letters.isEmpty ? "pmon" : String(letters)
    }

    /// A domain as dot-separated labels; an address literal has none that would be allowed here.
    private static func host(_ domain: String) -> String {
        domain.hasPrefix("[") ? "localhost" : domain
    }
}
