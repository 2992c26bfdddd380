// SPDX-License-Identifier: MIT

import PmonSystem
import TestSupport
import Testing

@testable import pmon_store

struct JournalTests {
    private let fixture: StoreFixture
    private let journal: Journal

    init() throws {
        fixture = try StoreFixture()
        journal = try Journal(try fixture.settings().paths)
    }

    @Test func `only a mark at the end settles it, and only for the same latest file`() throws {
        let latest = try fixture.folder.write("current.json", "{}")
        #expect(try journal.isSettled(latest: latest))
        try journal.append(StoreFixture.batch([StoreFixture.record("a", 1)]).lines)
        #expect(try !journal.isSettled(latest: latest))
        try journal.mark(JournalMark.settled(latest: latest))
        #expect(try journal.isSettled(latest: latest))
        #expect(try journal.isSettled(latest: nil))
        #expect(try !journal.isSettled(latest: fixture.folder.file("other.json")))
        try AtomicFile.replace(latest, with: Array("{}".utf8))
        #expect(try !journal.isSettled(latest: latest))
        try journal.append(StoreFixture.batch([StoreFixture.record("a", 2)]).lines)
        #expect(try !journal.isSettled(latest: nil))
    }

    @Test func `a torn mark settles nothing`() throws {
        try journal.append(StoreFixture.batch([StoreFixture.record("a", 1)]).lines)
        let end = journal.size
        try journal.mark(JournalMark.settled(latest: nil))
        let bytes = try fixture.folder.bytes("pmon.json.journal")
        for size in (end + 1)..<bytes.count {
            try fixture.folder.write("pmon.json.journal", bytes.prefix(size))
            #expect(try !Journal(fixture.settings().paths).isSettled(latest: nil))
        }
    }

    @Test func `it is emptied and cut`() throws {
        try journal.append(StoreFixture.batch([StoreFixture.record("a", 1)]).lines)
        try journal.cut(to: 5)
        #expect(journal.size == 5)
        try journal.empty()
        #expect(try fixture.folder.bytes("pmon.json.journal").isEmpty)
    }
}
