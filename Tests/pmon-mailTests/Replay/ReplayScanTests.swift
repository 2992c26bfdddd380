// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct ReplayScanTests {
    private func ends(_ records: [Record]) throws -> [Bool] {
        var scan = ReplayScan()
        return try records.map { scan.ends(before: try MailFixture.entry($0)) }
    }

    @Test func `records of a scan have the same run`() throws {
        let records = [(0, "a"), (0, "b"), (1, "a"), (1, "b"), (2, "b")].map {
            MailFixture.record("http://\($0.1)/", minute: $0.0)
        }
        #expect(try ends(records) == [false, false, true, false, true])
    }

    @Test func `without run a scan ends where an address comes again`() throws {
        let records = ["a", "b", "c", "a", "c", "c"].enumerated().map { minute, name in
            MailFixture.record("http://\(name)/", minute: Double(minute), ["run": .null])
        }
        #expect(try ends(records) == [false, false, false, true, false, true])
    }
}
