// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import TestSupport
import Testing

struct MappedFileTests {
    @Test func `content stays what it was when the file is replaced`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("f", "one")
        let file = try MappedFile(path)
        try AtomicFile.replace(path, with: Array("other".utf8))
        #expect(String(decoding: file.bytes, as: UTF8.self) == "one")
        #expect(file.stamp != FileStamp(path: path))
    }

    @Test func `missing and empty files have no bytes, folders are refused`() throws {
        let folder = try TemporaryFolder()
        #expect(try MappedFile(folder.file("none")).stamp == nil)
        #expect(try MappedFile(try folder.write("empty", "")).bytes.isEmpty)
        #expect(throws: ToolError(.noInput, "cannot read: \(folder.path): not a regular file")) {
            try MappedFile(folder.path)
        }
    }

    @Test func `a pipe is refused, not waited for`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        #expect(throws: ToolError(.noInput, "cannot read: \(path): not a regular file")) {
            try MappedFile(path)
        }
    }
}
