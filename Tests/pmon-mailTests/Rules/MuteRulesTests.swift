// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import pmon_mail

struct MuteRulesTests {
    /// The silences of a file.
    static func silences(_ text: String) throws -> [Silence] {
        let folder = try TemporaryFolder()
        return SilenceFile(path: try folder.write("pmon.silence", text), targets: []).silences
    }

    private func rules(silences: String = "") throws -> MuteRules {
        let text = """
            [urls]
            url.a = http://a/
            [maintenance]
            move = 2026-11-22 10:00 .. 2026-11-22 12:00 UTC: url.a
            """
        let folder = try TemporaryFolder()
        let configuration = try Configuration.load(try folder.write("pmon.ini", text))
        return MuteRules(configuration, silences: try Self.silences(silences))
    }

    private func entry(_ time: Double, _ fields: JSONObject = [:]) throws -> Entry {
        var record = MailFixture.record("http://a/", .exceptionError, fields)
        record.at = Timestamp(seconds: time)
        return try MailFixture.entry(record)
    }

    // 2026-11-22 10:00 UTC
    private let opening = 1_795_341_600.0

    @Test func `a record belongs to a window by its time`() throws {
        let rules = try rules()
        #expect(try rules.window(entry(opening - 0.001)) == nil)
        #expect(try rules.window(entry(opening)) == "move")
        #expect(try rules.window(entry(opening + 7199)) == "move")
        #expect(try rules.window(entry(opening + 7200)) == nil)
    }

    @Test func `a record that names a window belongs to it, whatever the configuration says`()
        throws
    {
        let fields: JSONObject = ["maintenance": .string("another")]
        #expect(try rules().window(entry(opening, fields)) == "another")
        #expect(try MuteRules().window(entry(1, fields)) == "another")
    }

    @Test func `a check without a new record is in its window until that closes`() throws {
        let rules = try rules()
        let record = try entry(opening + 60)
        #expect(rules.window(record, opening + 7199) == "move")
        #expect(rules.window(record, opening + 7200) == nil)
        // What was recorded before the window opened is not part of it.
        #expect(try rules.window(entry(opening - 60), opening + 60) == nil)
        let named = try entry(opening - 60, ["maintenance": .string("move")])
        #expect(rules.window(named, opening - 30) == nil)
        #expect(rules.window(named, opening + 60) == "move")
    }

    @Test func `a window that records alone name lasts until the check should have run again`()
        throws
    {
        let rules = try rules()
        let name: JSONObject = ["maintenance": .string("another")]
        let once = try entry(opening + 9000, name)
        #expect(rules.window(once, opening + 9000 + 86_400) == "another")
        #expect(rules.window(once, opening + 9000 + 86_401) == nil)
        var often = once
        (often.since, often.streak) = (Timestamp(seconds: opening + 9000 - 120), 3)
        #expect(rules.window(often, opening + 9150) == "another")
        #expect(rules.window(often, opening + 9151) == nil)
        (often.since, often.streak) = (Timestamp(seconds: opening + 99_000), 3)
        #expect(rules.window(often, opening + 9151) == "another")
    }

    @Test func `a silence ends by the times of the records`() throws {
        let rules = try rules(silences: "a until 2026-11-22 10:00 UTC\nb until recovery\n")
        let check = CheckIdentity("http://a/")
        #expect(rules.silences(of: check, at: Timestamp(seconds: opening - 1)).count == 1)
        #expect(rules.silences(of: check, at: Timestamp(seconds: opening)).isEmpty)
    }
}

extension MuteRules {
    /// The window of a record, as a scan sees it that began at an instant, else its own one.
    fileprivate func window(_ entry: Entry, _ scan: Double? = nil) -> String? {
        window(of: entry, scan: scan.map { Timestamp(seconds: $0) } ?? entry.at)
    }
}
