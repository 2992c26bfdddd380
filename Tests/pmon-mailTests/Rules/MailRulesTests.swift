// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct MailRulesTests {
    private let url = CheckIdentity("http://a/")

    /// One letter a scan: `D` went down, `R` recovered, `m` a reminder, `*` another mail, `.` none.
    private func mails(_ history: String, _ rules: MailRules) throws -> String {
        try MailFixture.decisions(history, rules).map { decision in
            guard let decision else { return "." }
            if !decision.fresh.isEmpty { return "D" }
            if !decision.recovered.isEmpty { return "R" }
            return decision.isReminder ? "m" : "*"
        }.joined()
    }

    @Test(arguments: [
        (MailTrigger.always, "..ee..", "**D*R*"),
        (.failure, "..ee..e", "..D*..D"),
        (.change, "..ee..ae.", "..D.R.D.R"),
        (.change, "eeee", "D..."),
        (.change, "....", "...."),
    ])
    func `the trigger says which scans are mailed`(
        on: MailTrigger,
        history: String,
        expected: String
    ) throws {
        #expect(try mails(history, MailRules(on: on)) == expected)
    }

    @Test(arguments: [
        (2, ".e.ee.", "....DR"), (3, ".ee.eee.", "......DR"), (3, ".eae.", "...DR"),
        (3, ".aeaea", "...D.."),
        (2, "e.e.e.", "......"), (1, ".e.", ".DR"),
    ])
    func `an address is down after so many failing runs of either kind`(
        after: Int,
        history: String,
        expected: String
    ) throws {
        let rules = MailRules(on: .change, checks: CheckRules(after: after))
        #expect(try mails(history, rules) == expected)
    }

    @Test func `after counts for changes alone`() throws {
        #expect(try mails(".e.", MailRules(on: .always, checks: CheckRules(after: 3))) == "*DR")
        #expect(try mails(".e.", MailRules(on: .failure, checks: CheckRules(after: 3))) == ".D.")
    }

    @Test func `reminders come by the times of the records until all is well`() throws {
        let rules = MailRules(on: .change, remind: .seconds(180))
        #expect(try mails(".eeeeeeee..", rules) == ".D..m..m.R.")
    }

    @Test func `pending faults are known but not down`() throws {
        let rules = MailRules(on: .always)
        #expect(try MailFixture.decisions("e", rules)[0]?.pending == [])
        let change = MailRules(on: .change, checks: CheckRules(after: 2))
        var records = [MailFixture.record("http://a/", .exceptionError)]
        var board = try MailFixture.board(records, rules: change.checks)
        #expect(change.decide(board, scan: .whole, told: nil) == nil)
        records.append(MailFixture.record("http://b/", .exceptionError, ["streak": .int(2)]))
        board = try MailFixture.board(records, rules: change.checks)
        let decision = try #require(change.decide(board, scan: .whole, told: nil))
        #expect(decision.pending == [url])
        #expect(decision.fresh == [CheckIdentity("http://b/")])
    }

    @Test func `an episode lasts from the first fault until all is well`() throws {
        let decisions = try MailFixture.decisions(".ee..e", MailRules(on: .always))
        #expect(
            decisions.map { $0?.episode } == [
                nil, MailFixture.time(1), MailFixture.time(1), MailFixture.time(1), nil,
                MailFixture.time(5),
            ]
        )
    }

    @Test func `the same records are told once, whatever the trigger`() throws {
        let board = try MailFixture.board([MailFixture.record("http://a/", .exceptionError)])
        for on in MailTrigger.allCases {
            let rules = MailRules(on: on)
            let decision = try #require(rules.decide(board, scan: .whole, told: nil))
            #expect(rules.decide(board, scan: .whole, told: decision.told) == nil)
        }
    }

    @Test func `an outage that could not be told is told when it is over`() throws {
        // Told at minute 0; down at 5 and up at 10 while the mail server was away.
        let told = NotificationState(at: MailFixture.time(0), scan: "whole")
        let fields: JSONObject = [
            "since": .number(MailFixture.time(10).number), "streak": .int(3),
            "previous": .string("EXCEPTION_ERROR"),
        ]
        let board = try MailFixture.board([
            MailFixture.record("http://a/", .success, minute: 12, fields)
        ])
        let rules = MailRules(on: .change)
        let decision = try #require(rules.decide(board, scan: .whole, told: told))
        #expect(decision.recovered == [.init(check: url, start: nil, end: MailFixture.time(10))])
        #expect(rules.decide(board, scan: .whole, told: decision.told) == nil)
        #expect(rules.decide(board, scan: .whole, told: nil) == nil)
    }

    @Test func `a second outage between two mails is news`() throws {
        let told = NotificationState(
            at: MailFixture.time(5),
            scan: "whole",
            down: [url: MailFixture.time(4)]
        )
        let fields: JSONObject = [
            "since": .number(MailFixture.time(9).number), "streak": .int(2),
            "previous": .string("SUCCESS"),
        ]
        let board = try MailFixture.board([
            MailFixture.record("http://a/", .exceptionError, minute: 10, fields)
        ])
        let decision = try #require(MailRules(on: .change).decide(board, scan: .whole, told: told))
        #expect(decision.fresh == [url])
        #expect(decision.down[url] == MailFixture.time(9))
    }

    @Test func `a cut-off or stale scan is a change, and so is its end`() throws {
        let board = try MailFixture.board([MailFixture.record("http://a/", of: 2)])
        let rules = MailRules(on: .change, every: .seconds(60))
        #expect(rules.staleAfter == .seconds(150))
        for scan in [board.scan, .stale(since: MailFixture.time(3))] {
            let decision = try #require(rules.decide(board, scan: scan, told: nil))
            #expect(decision.scan == scan)
            #expect(rules.decide(board, scan: scan, told: decision.told) == nil)
            #expect(rules.decide(board, scan: .whole, told: decision.told) != nil)
        }
        #expect(MailRules(on: .failure).decide(board, scan: board.scan, told: nil) != nil)
    }

    @Test func `an empty board gives nothing to say`() {
        #expect(MailRules().decide(ResultTable(), scan: .whole, told: nil) == nil)
    }

    /// The checks of an address with these results since minute 3, in the order of `MailFixture.checks`.
    private func shared(_ results: [CheckResult]) throws -> ResultTable {
        let records = zip(results, MailFixture.checks).map { result, check in
            var fields = check
            fields["since"] = .number(MailFixture.time(3).number)
            return MailFixture.record("http://a/", result, minute: 9, fields)
        }
        return try MailFixture.board(records)
    }

    @Test func `what was told of an address passes to the check that fails, without news`() throws {
        let rules = MailRules(on: .change)
        let told = NotificationState(
            at: MailFixture.time(5),
            scan: "whole",
            down: [url: MailFixture.time(4)]
        )
        let board = try shared([.success, .exceptionError, .success])
        #expect(rules.decide(board, scan: .whole, told: told) == nil)
        let well = try shared([.success, .success, .success])
        let decision = try #require(rules.decide(well, scan: .whole, told: told))
        #expect(decision.recovered.map(\.start) == [MailFixture.time(4)])
        #expect(decision.down.isEmpty)
    }

    @Test func `each check of an address is news of its own`() throws {
        let rules = MailRules(on: .change)
        let board = try shared([.exceptionError, .success, .success])
        let first = try #require(rules.decide(board, scan: .whole, told: nil))
        #expect(first.fresh.count == 1)
        let both = try shared([.exceptionError, .success, .applicationError])
        let second = try #require(rules.decide(both, scan: .whole, told: first.told))
        #expect(second.fresh.map(\.name.place) == [Array("wien".utf8)])
        #expect(second.down.count == 2)
        let rest = try shared([.success, .success, .applicationError])
        let third = try #require(rules.decide(rest, scan: .whole, told: second.told))
        #expect(third.recovered.map(\.check.name.target) == [Array("url.1".utf8)])
        #expect(third.fresh.isEmpty)
    }
}
