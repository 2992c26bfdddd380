// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
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
        #expect(try rules.window(of: entry(opening - 0.001)) == nil)
        #expect(try rules.window(of: entry(opening)) == "move")
        #expect(try rules.window(of: entry(opening + 7199)) == "move")
        #expect(try rules.window(of: entry(opening + 7200)) == nil)
    }

    @Test func `a record that names a window belongs to it, whatever the configuration says`()
        throws
    {
        let fields: JSONObject = ["maintenance": .string("another")]
        #expect(try rules().window(of: entry(opening, fields)) == "another")
        #expect(try MuteRules().window(of: entry(1, fields)) == "another")
    }

    @Test func `a silence ends by the times of the records`() throws {
        let rules = try rules(silences: "a until 2026-11-22 10:00 UTC\nb until recovery\n")
        let check = CheckIdentity("http://a/")
        #expect(rules.silences(of: check, at: Timestamp(seconds: opening - 1)).count == 1)
        #expect(rules.silences(of: check, at: Timestamp(seconds: opening)).isEmpty)
    }
}
