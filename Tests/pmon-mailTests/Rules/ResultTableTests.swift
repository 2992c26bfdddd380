// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import pmon_mail

struct ResultTableTests {
    @Test func `a scan with fewer records than it announced is cut off`() throws {
        let records = (0..<9).map { MailFixture.record("http://\($0)/", minute: 5, of: 14) }
        let old = (9..<14).map { MailFixture.record("http://\($0)/", minute: 0, of: 14) }
        let board = try MailFixture.board(records + old)
        #expect(board.scan == .cutOff(got: 9, of: 14))
        #expect(try MailFixture.board(old + records).scan == .cutOff(got: 9, of: 14))
        #expect(board.isUnchecked(try MailFixture.entry(old[0]), staleAfter: nil))
        #expect(!board.isUnchecked(try MailFixture.entry(records[0]), staleAfter: nil))
    }

    @Test func `a scan of some addresses is whole if all of those came`() throws {
        let old = (0..<14).map { MailFixture.record("http://\($0)/", minute: 0, of: 14) }
        let new = (0..<3).map { MailFixture.record("http://\($0)/", minute: 5, of: 3) }
        #expect(try MailFixture.board(Array(old.dropFirst(3)) + new).scan == .whole)
    }

    @Test func `records that announce nothing are not counted`() throws {
        let probe = (0..<2).map { MailFixture.record("http://\($0)/", minute: 5, of: 3) }
        let ssh = MailFixture.record("ssh://a", minute: 5)
        #expect(try MailFixture.board(probe + [ssh]).scan == .cutOff(got: 2, of: 3))
        #expect(try MailFixture.board([ssh]).scan == .whole)
    }

    @Test func `targets that share an address leave one record in the latest file`() throws {
        let targets = ["url.1", "url.2", "url.3"].map { key in
            Target(key: key, address: key == "url.3" ? "http://b/" : "http://a/")
        }
        let records = ["http://a/", "http://b/"].map { MailFixture.record($0, minute: 5, of: 3) }
        #expect(try MailFixture.board(records, targets: targets).scan == .whole)
        #expect(
            try MailFixture.board([records[1]], targets: targets).scan == .cutOff(got: 1, of: 3)
        )
    }

    @Test func `a record much older than the newest is unchecked where scans are expected`() throws
    {
        let records = [
            MailFixture.record("http://a/", minute: 0), MailFixture.record("http://b/", minute: 60),
        ]
        let board = try MailFixture.board(records)
        let old = try MailFixture.entry(records[0])
        #expect(!board.isUnchecked(old, staleAfter: nil))
        #expect(!board.isUnchecked(old, staleAfter: .seconds(3600)))
        #expect(board.isUnchecked(old, staleAfter: .seconds(3599)))
    }

    @Test func `a history gives what the store would have written`() throws {
        var board = ResultTable()
        for (minute, result) in [
            CheckResult.success, .success, .exceptionError, .applicationError, .applicationError,
        ].enumerated() {
            board.advance(
                try MailFixture.entry(
                    MailFixture.record("http://a/", result, minute: Double(minute))
                )
            )
        }
        let entry = try #require(board.entries[CheckIdentity("http://a/")])
        #expect(entry.since == MailFixture.time(3))
        #expect(entry.streak == 2)
        #expect(entry.previous == .exceptionError)
        #expect(board.outages[entry.check]?.start == MailFixture.time(2))
        #expect(board.outages[entry.check]?.runs == 3)
        #expect(board.failing == [entry.check])
    }

    @Test func `a record that comes late does not take the place of a newer one`() throws {
        var board = ResultTable()
        board.advance(
            try MailFixture.entry(MailFixture.record("http://a/", .exceptionError, minute: 5))
        )
        board.advance(try MailFixture.entry(MailFixture.record("http://a/", minute: 3)))
        #expect(board.failing.count == 1)
        #expect(board.present == MailFixture.time(5))
    }

    @Test(arguments: NamelessChecks.all.indices)
    func `a check without a target goes on under the first name`(index: Int) throws {
        let example = NamelessChecks.all[index]
        var board = ResultTable()
        for (minute, record) in example.records.enumerated() {
            var fields: JSONObject = [:]
            if !record.target.isEmpty { fields["target"] = .string(record.target) }
            if !record.place.isEmpty { fields["place"] = .string(record.place) }
            let entry = MailFixture.record("http://a/", minute: Double(minute), fields)
            board.advance(try MailFixture.entry(entry))
        }
        let checks = board.entries.map { check, entry in
            NamelessChecks.text(check.name.target, check.name.place, entry.streak)
        }
        #expect(checks.sorted() == example.checks)
    }
}
