// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonSystem

struct FileBytesTests {
    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
    func `a file is read whole`(count: Int) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("file", [UInt8](repeating: 7, count: count))
        #expect(try FileBytes.read(path, limit: 200_000).count == count)
    }

    @Test func `a file over the limit ends with 65`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("file", [UInt8](repeating: 7, count: 1025))
        #expect(throws: ToolError(.data, "cannot read: \(path): larger than 1 KiB")) {
            try FileBytes.read(path, limit: 1024)
        }
    }

    @Test func `a missing file and a folder end with 66`() throws {
        let folder = try TemporaryFolder()
        let missing = folder.file("none")
        #expect(throws: ToolError(.noInput, "cannot open: \(missing): No such file or directory")) {
            try FileBytes.read(missing, limit: 1)
        }
        #expect(throws: ToolError(.noInput, "cannot read: \(folder.path): Is a directory")) {
            try FileBytes.read(folder.path, limit: 1)
        }
    }

    @Test(arguments: [(0o600, false), (0o640, false), (0o644, true), (0o604, true)])
    func `others may read what its mode lets them`(mode: Int, isReadable: Bool) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("file", "")
        chmod(path, mode_t(mode))
        #expect(FileBytes.isReadableByOthers(path) == isReadable)
        #expect(!FileBytes.isReadableByOthers(folder.file("none")))
    }
}
