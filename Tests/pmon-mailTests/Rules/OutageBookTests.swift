// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct OutageBookTests {
    private let url = CheckIdentity("http://a/")

    /// Looks at the latest file as the store leaves it after each minute that is not skipped.
    private func book(_ history: String, skipping: Set<Int> = []) throws -> OutageBook {
        var board = ResultTable()
        var book = OutageBook()
        for (minute, letter) in history.enumerated() {
            let result: CheckResult =
                letter == "." ? .success : letter == "a" ? .applicationError : .exceptionError
            let record = MailFixture.record("http://a/", result, minute: Double(minute))
            board.advance(try MailFixture.entry(record))
            if !skipping.contains(minute), let entry = board.entries[url] {
                book.observe(entry, by: CheckRule())
            }
        }
        return book
    }

    @Test(arguments: [
        (".e", 1, 1), (".ee", 2, 1), (".ea", 2, 1), (".aeae", 4, 1), ("aa.a", 1, 3),
        (".eea.e", 1, 5),
    ])
    func `an outage lasts over both kinds of faults`(history: String, runs: Int, start: Int) throws
    {
        let outage = try #require(try book(history)[url])
        #expect(outage.runs == runs)
        #expect(outage.start == MailFixture.time(Double(start)))
        #expect(outage.end == nil)
    }

    @Test func `runs that were not looked at are counted by the store's streak`() throws {
        let outage = try #require(try book(".eeeeee", skipping: [2, 3, 4])[url])
        #expect(outage.runs == 6)
    }

    @Test func `a success between two looks begins a new outage`() throws {
        let outage = try #require(try book(".ee.e", skipping: [3])[url])
        #expect(outage.start == MailFixture.time(4))
        #expect(outage.runs == 1)
    }

    @Test
    func `after a record from the future, an outage has the runs and the start of later records`()
        throws
    {
        var book = OutageBook()
        let rule = CheckRule(after: AlarmThreshold(3))
        for (minute, since, isDown) in [
            (99_999.0, 99_999.0, false), (1, 1, false), (2, 1, false), (3, 1, true),
        ] {
            let record = MailFixture.record(
                "http://a/",
                .exceptionError,
                minute: Double(minute),
                [
                    "since": .number(MailFixture.time(since).number),
                    "streak": .int(Int(minute - since) + 1),
                ]
            )
            book.observe(try MailFixture.entry(record), by: rule)
            #expect(book[url]?.isDown == isDown)
        }
        #expect(book[url]?.runs == 3)
        #expect(book[url]?.start == MailFixture.time(1))
    }

    @Test func `an ended outage is kept with its end until it is forgotten`() throws {
        var book = try book(".ee..")
        #expect(book[url]?.start == MailFixture.time(1))
        #expect(book[url]?.end == MailFixture.time(3))
        book.forgetEnded()
        #expect(book == OutageBook())
    }

    @Test func `an outage that was never looked at is known from the latest file`() throws {
        let outage = try #require(try book(".ee.", skipping: [0, 1, 2])[url])
        #expect(outage.start == MailFixture.time(1))
        #expect(outage.end == MailFixture.time(3))
    }

    @Test func `an address that is no longer watched is forgotten`() throws {
        var book = try book(".e")
        book.forget { $0 == url }
        #expect(book[url] == nil)
    }
}
