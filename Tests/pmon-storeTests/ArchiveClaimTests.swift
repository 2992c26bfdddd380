// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import TestSupport
import Testing

@testable import pmon_store

struct ArchiveClaimTests {
    private let folder: TemporaryFolder
    private let archive: String

    init() throws {
        folder = try TemporaryFolder()
        archive = try folder.write("old.ndjson", "before\n")
        try folder.write("a.json", "{}")
    }

    @Test func `an append that was not finished is taken back by the next one, whose ever it was`()
        throws
    {
        try leaveUnfinished()
        _ = try ArchiveClaim(archive)
        #expect(try folder.text("old.ndjson") == "before\n")
        #expect(try folder.text("old.ndjson.lock").isEmpty)
    }

    @Test func `one that was finished stays`() throws {
        do {
            let claim = try ArchiveClaim(archive)
            try claim.begin(
                try OpenFile(archive, O_RDONLY, fallback: .noInput).status(),
                for: folder.file("a.json")
            )
            try folder.write("old.ndjson", "before\n{\"new\"}\n")
            try claim.finish()
        }
        _ = try ArchiveClaim(folder.file("old.ndjson"))
        #expect(try folder.text("old.ndjson") == "before\n{\"new\"}\n")
    }

    @Test func `one whose data file was replaced stays, and so does another file of the name`()
        throws
    {
        try leaveUnfinished()
        try AtomicFile.replace(folder.file("a.json"), with: Array("{}".utf8))
        _ = try ArchiveClaim(archive)
        #expect(try folder.text("old.ndjson") == "before\n{\"new\"}\n")
        try leaveUnfinished()
        try AtomicFile.replace(archive, with: Array("another, longer file\n".utf8))
        _ = try ArchiveClaim(archive)
        #expect(try folder.text("old.ndjson") == "another, longer file\n")
    }

    @Test func `a note that was torn says nothing`() throws {
        try leaveUnfinished()
        let note = try folder.bytes("old.ndjson.lock")
        for count in 1..<note.count {
            try folder.write("old.ndjson.lock", note.prefix(count))
            _ = try ArchiveClaim(archive)
            #expect(try folder.text("old.ndjson") == "before\n{\"new\"}\n")
        }
    }

    @Test func `one that was renamed since is taken back as well, and nothing else is cut`() throws
    {
        try leaveUnfinished()
        rename(archive, folder.file("old-1.ndjson"))
        _ = try ArchiveClaim(archive)
        #expect(try folder.text("old-1.ndjson") == "before\n")
        try leaveUnfinished(added: "other\n")
        rename(archive, folder.file("old.ndjson.2"))
        _ = try ArchiveClaim(archive)
        #expect(try folder.text("old.ndjson.2") == "before\nother\n")
    }

    @Test func `a history that was moved is known by its file`() throws {
        try leaveUnfinished()
        rename(folder.file("a.json"), folder.file("moved.json"))
        _ = try ArchiveClaim(archive, of: folder.file("moved.json"))
        #expect(try folder.text("old.ndjson") == "before\n")
    }

    @Test(arguments: ["4711\n", "host 12 x\n", "{}", "lock", "1 2 3 4\n", "a\0b"])
    func `the lock file of another program is left alone`(text: String) throws {
        try folder.write("old.ndjson.lock", text)
        #expect(throws: ToolError.self) { try ArchiveClaim(archive) }
        #expect(try folder.text("old.ndjson.lock") == text)
    }

    @Test func `a path with a line end is one path`() throws {
        mkdir(folder.file("x\ny"), 0o777)
        try leaveUnfinished(data: "x\ny/a\nb.json")
        _ = try ArchiveClaim(archive)
        #expect(try folder.text("old.ndjson") == "before\n")
    }

    private func leaveUnfinished(data: String = "a.json", added: String = "{\"new\"}\n") throws {
        if data != "a.json" { try folder.write(data, "{}") }
        try folder.write("old.ndjson.lock", "")
        try AtomicFile.replace(archive, with: Array("before\n".utf8))
        let claim = try ArchiveClaim(archive)
        let file = try OpenFile(archive, O_RDWR | O_APPEND, fallback: .noInput)
        try claim.begin(try file.status(), for: folder.file(data))
        try file.write(Array(added.utf8))
    }
}
