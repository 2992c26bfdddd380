// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct RunWindowTests {
    private func entry(
        _ isFailing: Bool,
        minute: Double,
        since: Double,
        streak: Int,
        previous: CheckResult? = nil
    )
        throws -> Entry
    {
        var record = MailFixture.record(
            "http://a/",
            isFailing ? .exceptionError : .success,
            minute: minute,
            ["since": .number(MailFixture.time(since).number), "streak": .int(streak)]
        )
        record.members["previous"] = previous.map { .string($0.rawValue) }
        return try MailFixture.entry(record)
    }

    @Test func `a window begins with what the entry knows`() throws {
        let window = RunWindow(
            try entry(true, minute: 3, since: 2, streak: 2, previous: .success)
        )
        #expect(window.letters == "SFF")
        #expect(window.failures(of: 5) == 2)
    }

    @Test func `runs that nobody looked at count as far as they are known`() throws {
        var window = RunWindow(try entry(false, minute: 0, since: 0, streak: 1))
        window.observe(try entry(false, minute: 3, since: 0, streak: 4))
        #expect(window.letters == "SSSS")
        window.observe(try entry(true, minute: 6, since: 5, streak: 2, previous: .success))
        #expect(window.letters == "SSSSFF")
        #expect(window.failures(of: 1) == 1)
        #expect(window.failures(of: 3) == 2)
    }

    @Test func `after a record from the future, runs count as before`() throws {
        var window = RunWindow(try entry(false, minute: 99_999, since: 99_999, streak: 7))
        window.observe(try entry(true, minute: 3, since: 2, streak: 2))
        window.observe(try entry(true, minute: 4, since: 2, streak: 3))
        #expect(window.letters == "SSSSSSSFFF")
    }

    @Test func `the same record counts once, and twenty runs are kept`() throws {
        let record = try entry(true, minute: 3, since: 3, streak: 1)
        var window = RunWindow(record)
        window.observe(record)
        #expect(window.letters == "F")
        window.observe(try entry(true, minute: 99, since: 3, streak: 97))
        #expect(window.letters == String(repeating: "F", count: 20))
        window.clear()
        #expect(window.failures(of: 20) == 0)
    }

    @Test func `what is written down is read again`() throws {
        let window = RunWindow(try entry(true, minute: 3, since: 2, streak: 2, previous: .success))
        let again = RunWindow(letters: window.letters, seen: window.seen, streak: window.streak)
        #expect(again == window)
    }
}
