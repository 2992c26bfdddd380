// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonSystem

struct FileIdentityTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func isSame(_ left: String, _ right: String) throws -> Bool {
        try FileIdentity(folder.file(left)).isSame(as: FileIdentity(folder.file(right)))
    }

    @Test func `files that do not exist are told apart by folder and name`() throws {
        #expect(try isSame("x", "./x"))
        #expect(try isSame("a/x", "a//x"))
        #expect(try isSame("x", "X"))
        #expect(try !isSame("x", "y"))
        #expect(try !isSame("a/x", "b/x"))
    }

    @Test func `links and hard links lead to the same file`() throws {
        try folder.write("x", "1")
        link(folder.file("x"), folder.file("hard"))
        symlink("x", folder.file("soft"))
        symlink(folder.path, folder.file("folder"))
        symlink("later", folder.file("ahead"))
        for name in ["hard", "soft", "folder/x", "folder/soft"] {
            #expect(try isSame("x", name))
        }
        #expect(try isSame("ahead", "folder/later"))
    }

    @Test func `two files that exist may differ in case alone`() throws {
        try folder.write("x", "1")
        try folder.write("X", "2")
        #expect(try !isSame("x", "X"))
    }

    @Test func `devices and pipes are noticed`() throws {
        mkfifo(folder.file("pipe"), 0o600)
        #expect(try FileIdentity("/dev/null").isDevice)
        #expect(try FileIdentity(folder.file("pipe")).isDevice)
        #expect(try !FileIdentity(folder.path).isDevice)
        #expect(try !FileIdentity(folder.file("none")).isDevice)
    }

    @Test func `the end of a name counts only within one folder`() throws {
        let data = try FileIdentity(folder.file("x"))
        #expect(try FileIdentity(folder.file("x.tmp")).suffix(behind: data) == ".tmp")
        #expect(try FileIdentity("/x.tmp").suffix(behind: data) == nil)
        #expect(try FileIdentity(folder.file("y.tmp")).suffix(behind: data) == nil)
    }
}
