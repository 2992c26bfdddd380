// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonSystem

struct FileOwnerTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func make(_ name: String, like model: String) throws -> stat {
        let owner = FileOwner(like: folder.file(model))
        let descriptor = owner.open(folder.file(name), O_WRONLY | O_APPEND)
        #expect(descriptor >= 0)
        close(descriptor)
        return try status(name)
    }

    private func status(_ name: String) throws -> stat {
        var status = stat()
        try #require(stat(folder.file(name), &status) == 0)
        return status
    }

    @Test func `a new file takes mode and owner of the data file`() throws {
        try folder.write("data", "{}")
        chmod(folder.file("data"), 0o640)
        if geteuid() == 0 { chown(folder.file("data"), 1234, 4321) }
        let made = try make("new", like: "data")
        #expect(made.st_mode & 0o777 == 0o640)
        guard geteuid() == 0 else { return }
        #expect(made.st_uid == 1234)
        #expect(made.st_gid == 4321)
    }

    @Test func `what may run or raises rights is not taken over`() throws {
        try folder.write("data", "{}")
        chmod(folder.file("data"), 0o4777)
        #expect(try make("new", like: "data").st_mode & 0o7777 == 0o666)
    }

    @Test(.enabled(if: geteuid() == 0))
    func `without a data file the folder names the owner`() throws {
        chown(folder.path, 1234, 4321)
        let made = try make("new", like: "data")
        #expect(made.st_uid == 1234)
        #expect(made.st_gid == 4321)
    }

    @Test func `a file that exists keeps what it has`() throws {
        try folder.write("data", "{}")
        try folder.write("old", "1")
        chmod(folder.file("data"), 0o600)
        chmod(folder.file("old"), 0o644)
        #expect(try make("old", like: "data").st_mode & 0o777 == 0o644)
    }

    @Test(.enabled(if: geteuid() == 0))
    func `a link out of the owner's folders gives nothing away`() throws {
        let other = try TemporaryFolder()
        try folder.write("data", "{}")
        chown(folder.file("data"), 1234, 4321)
        chown(folder.path, 1234, 4321)
        for (name, target) in [("out", other.file("x")), ("inside", folder.file("y"))] {
            symlink(target, folder.file(name))
        }
        #expect(try make("out", like: "data").st_uid == 0)
        #expect(try make("inside", like: "data").st_uid == 1234)
    }

    @Test(.enabled(if: geteuid() == 0))
    func `nor does a link on the way`() throws {
        let other = try TemporaryFolder()
        try folder.write("data", "{}")
        mkdir(folder.file("own"), 0o777)
        for path in ["data", "own", "."] { chown(folder.file(path), 1234, 4321) }
        symlink(other.path, folder.file("out"))
        symlink("own", folder.file("inside"))
        #expect(try make("out/y", like: "data").st_uid == 0)
        #expect(try make("inside/y", like: "data").st_uid == 1234)
        #expect(try make("own/./z", like: "data").st_uid == 1234)
    }
}
