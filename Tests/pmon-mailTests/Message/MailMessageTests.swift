// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct MailMessageTests {
    private func message(_ report: Report, episode: Timestamp? = nil) throws -> MailMessage {
        let from = try #require(MailAddress("pmon@example.org"))
        let to = try ["ops@example.org", "dev@example.org"].map { try #require(MailAddress($0)) }
        return MailMessage(report, episode: episode, from: from, to: to)
    }

    private func header(_ message: MailMessage) -> String {
        let text = String(decoding: message.bytes, as: UTF8.self)
        return String(text[..<(text.firstRange(of: "\r\n\r\n")?.lowerBound ?? text.endIndex)])
    }

    @Test func `the same facts are the same bytes, other facts another identity`() throws {
        let report = try MailFixture.report([MailFixture.record("http://a/", .exceptionError)])
        let other = try MailFixture.report([MailFixture.record("http://b/", .exceptionError)])
        #expect(try message(report).bytes == message(report).bytes)
        #expect(try message(report).identity != message(other).identity)
    }

    @Test func `the message is 7-bit text in lines that end with CRLF`() throws {
        let fields: JSONObject = [
            "message": .string("Zürich\r\n.\r\nMAIL FROM:<x>"),
            "logs": .string(String(repeating: "ü", count: 2000)),
        ]
        let bytes = try message(
            MailFixture.report([MailFixture.record("http://ä/", .exceptionError, fields)])
        ).bytes
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            #expect(line.last == 0x0D && line.count <= 79)
            #expect(line.dropLast().allSatisfy { $0 >= 0x20 && $0 < 0x7F })
            #expect(line.first != UInt8(ascii: "."))
        }
        #expect(bytes.suffix(2) == [0x0D, 0x0A])
    }

    @Test func `headers join the mails of an episode`() throws {
        var report = try MailFixture.report([MailFixture.record("http://a/", .exceptionError)])
        report.monitor = "isc 001"
        let text = header(try message(report, episode: MailFixture.time(1)))
        let root = "<episode.isc-001.\(MailFixture.time(1).milliseconds)@example.org>"
        #expect(text.contains("In-Reply-To: \(root)"))
        #expect(text.contains("References: \(root)"))
        #expect(text.contains("Auto-Submitted: auto-generated"))
        #expect(text.contains("List-Id: <isc-001.pmon.example.org>"))
        #expect(text.contains("X-Pmon-State: down"))
        #expect(text.contains("To: ops@example.org, dev@example.org"))
        #expect(try !header(message(report)).contains("References"))
    }

    @Test(arguments: [
        "x\r\nBcc: evil@example.org", "x\nTo: evil@example.org", "ü\r\n\r\nbody", "\0",
    ])
    func `no name of a monitor adds a header`(id: String) throws {
        var configuration = Configuration()
        configuration.pmon.id = id
        let report = try MailFixture.report([MailFixture.record("http://a/")], configuration)
        let names = header(try message(report)).split(separator: "\r\n").filter { $0.first != " " }
            .compactMap { $0.split(separator: ":").first }
        let expected = [
            "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted",
            "X-Auto-Response-Suppress", "List-Id",
            "X-Pmon-State", "MIME-Version", "Content-Type",
        ]
        #expect(names.map(String.init) == expected)
    }

    @Test func `a stale report is dated when it became stale`() throws {
        var report = try MailFixture.report([MailFixture.record("http://a/")])
        report.scan = .stale(since: MailFixture.time(30))
        #expect(MailMessage.date(report) == MailFixture.time(30))
        report.scan = .whole
        #expect(MailMessage.date(report) == MailFixture.time(0))
    }
}
