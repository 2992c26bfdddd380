// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import pmon_serve

struct GuardedFilesTests {
    let folder = TestFolder()

    @Test(arguments: [
        "pmon.json", "pmon.json.journal", "PMON.JSON", "pmon.json.tmp", "pmon.json~",
        "pmon.json.2.gz",
    ])
    func `a file and what stands beside it is guarded`(name: String) throws {
        #expect(try isServed(name, guarded: "pmon.json") == false)
    }

    @Test(arguments: ["pmon.js", "pmon.jsonp", "index.html"])
    func `other files are not`(name: String) throws {
        #expect(try isServed(name, guarded: "pmon.json"))
    }

    @Test func `a hard link is the file itself`() throws {
        try folder.write("pmon.json", "{}")
        mkdir("\(folder.path)/sub", 0o755)
        link("\(folder.path)/pmon.json", "\(folder.path)/sub/a.txt")
        defer { unlink("\(folder.path)/sub/a.txt") }
        let guarded = GuardedFiles(paths: ["\(folder.path)/pmon.json"])
        #expect(PublicFolder(path: folder.path, guarded: guarded).reply("sub/a.txt") == nil)
        #expect(PublicFolder(path: folder.path).reply("sub/a.txt") != nil)
    }

    private func isServed(_ name: String, guarded: String) throws -> Bool {
        try folder.write(name, "x")
        defer { unlink("\(folder.path)/\(name)") }
        let files = GuardedFiles(paths: ["\(folder.path)/\(guarded)"])
        return PublicFolder(path: folder.path, guarded: files).reply(name) != nil
    }
}
