// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonSystem

struct FolderTreeTests {
    @Test func `a file is below its folders, by whatever way they are named`() throws {
        let folder = try TemporaryFolder()
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder.file("a/b"), withIntermediateDirectories: true)
        try manager.createDirectory(atPath: folder.file("c"), withIntermediateDirectories: true)
        try manager.createSymbolicLink(atPath: folder.file("l"), withDestinationPath: "a")
        let file = try folder.write("a/b/x.ini", "")
        try manager.createSymbolicLink(
            atPath: folder.file("c/y.ini"),
            withDestinationPath: "../a/b/x.ini"
        )
        for name in ["a", "a/b", "a/", "l", "c/../a", ""] {
            #expect(FolderTree.contains(folder.file(name), file), "\(name)")
        }
        #expect(!FolderTree.contains(folder.file("c"), file))
        #expect(!FolderTree.contains(folder.file("none"), file))
        #expect(FolderTree.contains(folder.file("c"), folder.file("c/y.ini")))
        #expect(FolderTree.contains(folder.file("a"), folder.file("c/y.ini")))
    }
}
