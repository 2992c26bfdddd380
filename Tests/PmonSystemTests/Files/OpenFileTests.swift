// SPDX-License-Identifier: MIT

import Foundation
@testable import PmonSystem
import TestSupport
import Testing

struct OpenFileTests {
    @Test func `a file that does not exist is no failure for a reader`() throws {
        let folder = try TemporaryFolder()
        #expect(try OpenFile.reading(folder.file("none")) == nil)
        #expect(try OpenFile.reading(try folder.write("f", "x")) != nil)
    }

    @Test func `what is written is read again from any offset`() throws {
        let folder = try TemporaryFolder()
        let file = try OpenFile(folder.file("f"), O_RDWR | O_CREAT, fallback: .cannotCreate)
        try file.write(Array("0123456789".utf8))
        try file.synchronize()
        #expect(try file.size() == 10)
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0, from: 7) }
        #expect(bytes[..<count] == Array("789".utf8)[...])
        try file.truncate(to: 2)
        #expect(try folder.text("f") == "01")
    }

    @Test func `failures name the file, the reason and the status`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("none/f")
        #expect(
            throws: ToolError(.cannotCreate, "cannot create: \(path): No such file or directory")
        ) {
            try OpenFile(path, O_RDWR | O_CREAT, fallback: .cannotCreate)
        }
        let full = try OpenFile("/dev/full", O_WRONLY, fallback: .noInput)
        #expect(throws: ToolError(.inputOutput, "cannot write: /dev/full: No space left on device"))
        {
            try full.write([1])
        }
    }

    @Test func `mode is taken over`() throws {
        let folder = try TemporaryFolder()
        let model = try OpenFile(
            folder.file("m"),
            O_RDWR | O_CREAT,
            mode: 0o600,
            fallback: .cannotCreate
        )
        let file = try OpenFile(folder.file("f"), O_RDWR | O_CREAT, fallback: .cannotCreate)
        try file.adopt(try model.status())
        #expect(try file.status().st_mode & 0o777 == 0o600)
    }
}
