// SPDX-License-Identifier: MIT

import Glibc
import PmonConfig
import PmonHistory
import PmonJSON
import PmonSystem
import TestSupport
import Testing

@testable import pmon_store

struct StoreTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    @Test func `a small history is folded at once`() throws {
        try fixture.store([StoreFixture.record("a", 1), StoreFixture.record("b", 1)])
        try fixture.store([StoreFixture.record("a", 2)])
        #expect(try fixture.runs(of: "a") == [1, 2])
        #expect(try fixture.folder.bytes("pmon.json.journal").isEmpty)
        #expect(
            try fixture.folder.names() == [
                "current.json", "pmon.json", "pmon.json.journal", "pmon.json.lock",
            ]
        )
    }

    @Test func `a part of an input is stored before the rest of it`() throws {
        let store = try fixture.store()
        var batch = StoreFixture.batch([StoreFixture.record("a", 1)])
        try store.append(&batch)
        #expect(try JournalContents(fixture.settings().paths.journal).entries.count == 1)
        try store.commit(StoreFixture.batch([StoreFixture.record("a", 2)]))
        #expect(try fixture.runs(of: "a") == [1, 2])
        #expect(try fixture.latest("a")?["streak"] == .int(2))
    }

    @Test func `a torn tail is dropped, damage before whole lines is kept and told`() throws {
        fixture.configuration.pmon.dataFold = 1
        try fixture.store((1...60).map { StoreFixture.record("a", $0) }, folding: true)
        try fixture.store([StoreFixture.record("a", 61)])
        var journal = try fixture.folder.bytes("pmon.json.journal")
        journal += Array("1234".utf8)
        try fixture.folder.write("pmon.json.journal", journal)
        try fixture.store([StoreFixture.record("a", 62)])
        journal = try fixture.folder.bytes("pmon.json.journal")
        journal[20] ^= 1
        try fixture.folder.write("pmon.json.journal", journal + [0])
        let store = try fixture.store()
        try store.commit(StoreFixture.batch([StoreFixture.record("a", 63)]), folding: true)
        #expect(store.foundDamage)
        // It stays, and what comes goes to its end.
        #expect(try fixture.runs(of: "a").suffix(1) == [60])
        #expect(try fixture.folder.bytes("pmon.json.journal").starts(with: journal))
        #expect(try fixture.folder.bytes("pmon.json.journal.broken").starts(with: journal))
        #expect(try JournalContents(fixture.settings().paths.journal).entries.count == 2)
    }

    @Test func `a part of an input does not join what a crash has torn off`() throws {
        try fixture.folder.write("pmon.json.journal", "1234")
        let store = try fixture.store()
        var batch = StoreFixture.batch([StoreFixture.record("a", 1)])
        try store.append(&batch)
        #expect(batch.isEmpty)
        batch = StoreFixture.batch([StoreFixture.record("a", 2)])
        try store.append(&batch)
        try store.commit(Batch())
        #expect(!store.foundDamage)
        #expect(try fixture.runs(of: "a") == [1, 2])
    }

    @Test func `records are stored though the latest file cannot be written`() throws {
        try fixture.store([StoreFixture.record("a", 1)])
        // A folder where the temporary file would be.
        let temporary = AtomicFile.temporary(
            fixture.folder.file("current.json"),
            lock: try fixture.settings().paths.lockMark
        )
        #expect(mkdir(temporary, 0o700) == 0)
        #expect(throws: ToolError.self) { try fixture.store([StoreFixture.record("a", 2)]) }
        #expect(try fixture.runs(of: "a") == [1, 2])
        #expect(try fixture.latest("a")?["run"] == .int(1))
        #expect(rmdir(temporary) == 0)
        try fixture.store([StoreFixture.record("a", 2)])
        #expect(try fixture.runs(of: "a") == [1, 2])
        #expect(try fixture.latest("a")?["run"] == .int(2))
    }

    @Test func `a damaged history is left alone, the latest file goes on`() throws {
        try fixture.store([StoreFixture.record("a", 1)])
        try fixture.folder.write("pmon.json", "{")
        #expect(throws: ToolError.self) {
            try fixture.store([StoreFixture.record("a", 2), StoreFixture.record("b", 2)])
        }
        #expect(try fixture.folder.text("pmon.json") == "{")
        #expect(try fixture.latest("a")?["run"] == .int(2))
        #expect(try fixture.latest("b")?["run"] == .int(2))
        try fixture.folder.write("pmon.json", "{}")
        try fixture.store([])
        #expect(try fixture.runs(of: "a") == [2])
    }

    @Test func `nothing to store makes no files`() throws {
        try fixture.store([])
        #expect(try fixture.folder.names() == ["pmon.json.journal", "pmon.json.lock"])
    }
}
