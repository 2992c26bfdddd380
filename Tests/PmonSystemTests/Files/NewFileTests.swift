// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import TestSupport
import Testing

struct NewFileTests {
    @Test func `a file that exists stays as it is, and a link leads to the new one`() throws {
        let folder = try TemporaryFolder()
        let (path, link) = (folder.file("new"), folder.file("link"))
        let owner = FileOwner(like: path)
        symlink("new", link)
        try NewFile.create(link, owner: owner, with: Array("first".utf8))
        try NewFile.create(path, owner: owner, with: Array("second".utf8))
        let file = try MappedFile(path)
        #expect(file.bytes.elementsEqual("first".utf8))
        withExtendedLifetime(file) {}
    }

    @Test func `what cannot be created is left to whoever opens it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("none/new")
        try NewFile.create(path, owner: FileOwner(like: path), with: [1])
        #expect(access(path, F_OK) != 0)
    }
}
