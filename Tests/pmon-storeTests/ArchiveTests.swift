// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import PmonSystem
import TestSupport
import Testing

@testable import pmon_store

struct ArchiveTests {
    private let fixture: StoreFixture
    private let path: String
    private let paths: HistoryPaths

    init() throws {
        fixture = try StoreFixture()
        path = try fixture.folder.write("old.ndjson", "{\"url\":\"b\"}\n")
        try fixture.folder.write("pmon.json", "{}")
        paths = try fixture.settings().paths
    }

    @Test func `what an unfinished fold has archived is taken back`() throws {
        let journal = try Journal(paths)
        try archiveRecord(journal)
        #expect(
            try fixture.folder.text("old.ndjson") == "{\"url\":\"b\"}\n{\"url\":\"a\",\"n\":1}\n"
        )
        try Archive.takeBackUnfinished(journal.contents().marks.map(\.text))
        #expect(try fixture.folder.text("old.ndjson") == "{\"url\":\"b\"}\n")
    }

    @Test func `a fold whose data file is in place keeps its part`() throws {
        let journal = try Journal(paths)
        try archiveRecord(journal)
        try AtomicFile.replace(paths.data, with: Array("{}".utf8))
        try Archive.takeBackUnfinished(journal.contents().marks.map(\.text))
        #expect(
            try fixture.folder.text("old.ndjson") == "{\"url\":\"b\"}\n{\"url\":\"a\",\"n\":1}\n"
        )
    }

    @Test func `a device is written to, and not locked`() throws {
        for (device, fails) in [("/dev/null", false), ("/dev/full", true)] {
            let journal = try Journal(paths)
            let archive = try Archive(device, of: paths, journal: journal)
            try Array("{}".utf8).withUnsafeBytes { try archive.add($0, url: URLKey("a")) }
            #expect(((try? archive.finish()) == nil) == fails)
            #expect(try journal.contents().marks.isEmpty)
        }
    }

    @Test(arguments: [
        "{\n\"http://a/\": [\n{\"time\":\"x\"}\n]\n}\n", "{\"http://a/\": {\"at\": 1}}\n", "[]",
        "#!/bin/sh\n",
        "2026-11-28 10:00:00 INFO x\n", "\0\0\0", "\n",
    ])
    func `what is not an archive is left alone`(text: String) throws {
        try fixture.folder.write("old.ndjson", text)
        let journal = try Journal(paths)
        #expect(throws: ToolError.self) { try archiveRecord(journal) }
        try Archive.takeBackUnfinished(journal.contents().marks.map(\.text))
        #expect(try fixture.folder.text("old.ndjson") == text)
    }

    @Test func `an archive of other spelling is one, and so is an empty file`() throws {
        for text in ["", "{ \"at\": 1, \"url\": \"b\" }\n", "{\"url\":\"b\"}\n{"] {
            try fixture.folder.write("old.ndjson", text)
            try fixture.folder.write("old.ndjson.lock", "")
            try archiveRecord(try Journal(paths))
            #expect(try fixture.folder.text("old.ndjson") == text + "{\"url\":\"a\",\"n\":1}\n")
        }
    }

    /// Archives a record, and ends before the data file is replaced.
    private func archiveRecord(_ journal: Journal) throws {
        let archive = try Archive(path, of: paths, journal: journal)
        try Array(#"{"n":1}"#.utf8).withUnsafeBytes { try archive.add($0, url: URLKey("a")) }
        try archive.finish()
    }
}
