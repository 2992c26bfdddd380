// SPDX-License-Identifier: MIT

import Foundation
import PmonSystem
import TestSupport
import Testing

struct FileTargetTests {
    @Test func `links are followed to a file that need not exist`() throws {
        let folder = try TemporaryFolder()
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: folder.file("a"), withDestinationPath: "b")
        try manager.createSymbolicLink(atPath: folder.file("b"), withDestinationPath: "/none/c")
        #expect(try FileTarget.resolve(folder.file("a")) == "/none/c")
        #expect(try FileTarget.resolve(folder.file("x")) == folder.file("x"))
    }

    @Test func `a circle of links is refused`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "a")
        #expect(throws: ToolError.self) { try FileTarget.resolve(path) }
    }
}
