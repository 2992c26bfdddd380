// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import TestSupport
import Testing

@testable import pmon_mail

struct SilenceBookTests {
    private let check = CheckIdentity("http://a/")
    private let line = "url.a until recovery"

    private func outage(_ start: Double, end: Double? = nil, isDown: Bool = true)
        -> OutageBook.Outage
    {
        OutageBook.Outage(
            start: MailFixture.time(start),
            began: MailFixture.time(start),
            streak: 1,
            seen: MailFixture.time(start),
            end: end.map(MailFixture.time),
            isDown: isDown
        )
    }

    private func expect(
        _ isSilenced: Bool,
        _ book: inout SilenceBook,
        _ outage: OutageBook.Outage?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let answer = book.isSilenced(check, by: line, outage)
        #expect(answer == isSilenced, sourceLocation: sourceLocation)
    }

    private func book(_ texts: String...) throws -> SilenceBook {
        var book = SilenceBook()
        book.look(at: try silences(texts))
        return book
    }

    private func silences(_ texts: [String]) throws -> [Silence] {
        try MuteRulesTests.silences(texts.joined(separator: "\n"))
    }

    @Test func `it holds for the outage that goes on, and ends with it`() throws {
        var book = try book(line)
        expect(true, &book, outage(1))
        expect(true, &book, outage(1))
        // The end is nobody's news either.
        expect(true, &book, outage(1, end: 3))
        expect(false, &book, outage(5))
    }

    @Test func `it waits for the next outage, whatever ended before the line came`() throws {
        var book = try book(line)
        expect(false, &book, nil)
        expect(false, &book, outage(1, end: 2))
        expect(true, &book, outage(5))
        expect(false, &book, outage(8))
    }

    @Test func `an outage that came and went between two looks uses it up`() throws {
        var book = try book(line)
        book.look(at: try silences([line]))
        expect(true, &book, outage(1, end: 2))
        expect(false, &book, outage(5))
    }

    @Test func `a failure too short to be down leaves it to the next one`() throws {
        var book = try book(line)
        expect(true, &book, outage(1, isDown: false))
        expect(true, &book, outage(1, end: 2, isDown: false))
        expect(true, &book, outage(5))
    }

    @Test func `a line that left the file is forgotten, and new when it comes back`() throws {
        var book = try book(line)
        _ = book.isSilenced(check, by: line, outage(1))
        _ = book.isSilenced(check, by: line, nil)
        book.look(at: [])
        #expect(book.lines.isEmpty)
        book.look(at: try silences([line]))
        expect(true, &book, outage(9))
    }

    @Test func `it is read as it was written`() throws {
        var file = NotificationFile()
        file.silences = try book(line, "b until recovery")
        _ = file.silences.isSilenced(check, by: line, outage(1))
        file.recipients["a@b"] = NotificationState(
            at: MailFixture.time(1),
            scan: "whole",
            warnings: [check: [.slow, .certificate]]
        )
        let folder = try TemporaryFolder()
        try file.write(folder.file("told"))
        #expect(try NotificationFile(reading: folder.file("told")) == file)
    }
}
