// SPDX-License-Identifier: MIT

import PmonRecord
import PmonSystem
import TestSupport
import Testing

@testable import pmon_store

struct WritableHistoryTests {
    @Test func `damage is remembered, not thrown`() throws {
        let fixture = try StoreFixture()
        try fixture.folder.write("pmon.json", #"{"a":["#)
        let paths = try fixture.settings().paths
        let history = WritableHistory(paths, journal: try Journal(paths))
        #expect(history.damage == nil)
        #expect(try history.lists().isEmpty)
        #expect(history.damage?.status == .data)
    }

    @Test func `the journal's records come by address`() throws {
        let fixture = try StoreFixture()
        let paths = try fixture.settings().paths
        let journal = try Journal(paths)
        let records = [
            StoreFixture.record("a", 1), StoreFixture.record("b", 1), StoreFixture.record("a", 2),
        ]
        try journal.append(StoreFixture.batch(records).lines)
        let history = WritableHistory(paths, journal: journal)
        let groups = try history.journalGroups().mapValues {
            $0.map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(groups == [URLKey("a"): [records[0], records[2]], URLKey("b"): [records[1]]])
    }
}
