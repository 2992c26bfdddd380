// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import TestSupport
import Testing

@testable import pmon_store

struct ArchiveTests {
    @Test func `what an unfinished fold has archived is taken back`() throws {
        let fixture = try StoreFixture()
        fixture.configuration.pmon.dataKeep = .count(1)
        fixture.configuration.pmon.dataArchive = try fixture.folder.write("old.ndjson", "before\n")
        try fixture.folder.write("pmon.json", "{}")
        let settings = try fixture.settings()
        let journal = try Journal(settings.paths)
        let archive = Archive(
            fixture.folder.file("old.ndjson"),
            settings: settings,
            journal: journal
        )
        try Array(#"{"n":1}"#.utf8).withUnsafeBytes { try archive.add($0, url: URLKey("a")) }
        try archive.finish()
        #expect(try fixture.folder.text("old.ndjson") == "before\n{\"url\":\"a\",\"n\":1}\n")
        let marks = try journal.contents().marks.map(\.text)
        try Archive.takeBackUnfinished(marks, settings: settings)
        #expect(try fixture.folder.text("old.ndjson") == "before\n")
        // Once the data file is another one, the fold has come to its end.
        try fixture.folder.write("old.ndjson", "before\nafter\n")
        try AtomicFile.replace(fixture.folder.file("pmon.json"), with: Array("{}".utf8))
        try Archive.takeBackUnfinished(marks, settings: settings)
        #expect(try fixture.folder.text("old.ndjson") == "before\nafter\n")
    }
}
