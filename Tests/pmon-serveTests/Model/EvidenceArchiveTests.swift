// SPDX-License-Identifier: MIT

import PmonHistory
import PmonJSON
import PmonRecord
import Testing

@testable import pmon_serve

/// Evidence of the past, read where it stands.
struct EvidenceArchiveTests {
    let folder = TestFolder()

    private func failure(_ age: Double, _ verdict: String) -> String {
        Fixture.record(
            .exceptionError,
            at: Fixture.now - age,
            message: "\"connection refused\"",
            more: ",\"ssh\":[\"x http://u:secret@h/\"],\"verdict\":\"\(verdict)\""
        )
    }

    private func files(_ records: [String]) -> String {
        Fixture.dataFile([("http://a/", records), ("http://b/", [Fixture.record()])])
    }

    private func read(_ reader: inout ModelReader) throws -> Snapshot {
        let settings = try Fixture.settings(folder)
        _ = reader.read(settings)
        return reader.snapshot(settings, now: Fixture.now)
    }

    @Test func `a past failure is read whole, without passwords`() throws {
        try folder.write(
            "pmon.json",
            files([failure(300, "one"), failure(200, "two"), Fixture.record()])
        )
        var reader = ModelReader()
        let snapshot = try read(&reader)
        let proofs = snapshot.monitors[0].proofs
        #expect(proofs.map(\.at) == [Fixture.now - 200, Fixture.now - 300])
        #expect(snapshot.archive.verdicts(proofs) == ["two", "one"])
        let record = try #require(snapshot.archive.record(proofs[1]))
        #expect(record[.verdict] == .string("one"))
        #expect(record[.ssh]?.strings == ["x http://u:***@h/"])
    }

    @Test func `what a fold moves is found again, and what is new is added`() throws {
        try folder.write("pmon.json", files([failure(300, "one")]))
        var reader = ModelReader()
        let before = try read(&reader)
        let old = before.monitors[0].proofs
        // Another address before it moves the list; a record is added to it.
        let moved = Fixture.dataFile([
            ("http://0/", [Fixture.record(), Fixture.record(at: Fixture.now - 20)]),
            ("http://a/", [failure(300, "one"), failure(100, "three")]),
        ])
        try folder.write("pmon.json", moved)
        // Before the next look the old place holds something else, which is not taken for it.
        #expect(before.archive.record(old[0]) == nil)
        #expect(before.archive.verdicts(old) == [nil])
        let snapshot = try read(&reader)
        let monitor = try #require(snapshot.monitors.first { $0.url == "http://a/" })
        #expect(snapshot.archive.verdicts(monitor.proofs) == ["three", "one"])
    }

    @Test func `a record in the journal is read there`() throws {
        try folder.write("pmon.json", files([Fixture.record(at: Fixture.now - 60)]))
        var line: [UInt8] = []
        let record = "{\"url\":\"http://a/\"," + failure(10, "four").dropFirst()
        Array(record.utf8).withUnsafeBytes { JournalLine.append($0, to: &line) }
        try folder.write("pmon.json.journal", String(decoding: line, as: UTF8.self))
        var reader = ModelReader()
        let snapshot = try read(&reader)
        let proofs = snapshot.monitors[0].proofs
        #expect(proofs.count == 1 && proofs[0].isInJournal)
        #expect(snapshot.archive.verdicts(proofs) == ["four"])
    }

    @Test func `files that are gone give nothing`() {
        let archive = EvidenceArchive(data: "/nonexistent/x", journal: "/nonexistent/y")
        let proof = Proof(at: 1, offset: 0, length: 10, isInJournal: false)
        #expect(archive.record(proof) == nil)
        #expect(archive.verdicts([proof]) == [nil])
    }
}
