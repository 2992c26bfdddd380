// SPDX-License-Identifier: MIT

import Foundation
import PmonSystem
import TestSupport
import Testing

struct AtomicFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a new file appears and an old one is replaced`() throws {
        let path = folder.file("f")
        try AtomicFile.replace(path, with: Array("one".utf8))
        #expect(try folder.text("f") == "one")
        try AtomicFile.replace(path, with: Array("two".utf8))
        #expect(try folder.text("f") == "two")
        #expect(try folder.names() == ["f"])
    }

    @Test func `the mode stays`() throws {
        let path = try folder.write("f", "one")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        try AtomicFile.replace(path, with: Array("two".utf8))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o640)
    }

    @Test func `a symbolic link stays one`() throws {
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder.file("d"), withIntermediateDirectories: false)
        try manager.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "d/f")
        try AtomicFile.replace(folder.file("link"), with: Array("one".utf8))
        #expect(try folder.text("d/f") == "one")
        #expect(try manager.destinationOfSymbolicLink(atPath: folder.file("link")) == "d/f")
    }

    @Test func `nothing stays of an attempt that was given up`() throws {
        try folder.write("f", "one")
        do {
            let file = try AtomicFile(folder.file("f"))
            try file.file.write(Array("half".utf8))
            #expect(try folder.names() == ["f", "f.tmp"])
        }
        #expect(try folder.names() == ["f"])
        #expect(try folder.text("f") == "one")
    }

    @Test func `what a killed process left behind is in nobody's way`() throws {
        try folder.write("f.tmp", "left behind")
        try AtomicFile.replace(folder.file("f"), with: Array("one".utf8))
        #expect(try folder.names() == ["f"])
    }

    @Test func `a missing folder is told`() throws {
        let path = folder.file("none/f")
        #expect(
            throws: ToolError(
                .cannotCreate,
                "cannot create: \(path).tmp: No such file or directory"
            )
        ) {
            try AtomicFile.replace(path, with: [])
        }
    }
}
