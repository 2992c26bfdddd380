// SPDX-License-Identifier: MIT

import Testing

@testable import PmonSystem

struct FilePathsTests {
    @Test(arguments: [
        ("a", "", "a"), ("a", ".", "a"), ("a/b", "conf", "conf/a/b"), ("a", "/etc/", "/etc/a"),
        ("/a", "conf", "/a"), ("../a", "/etc/pmon", "/etc/pmon/../a"), ("a", "/", "/a"),
    ])
    func `a relative path starts at the folder`(path: String, folder: String, resolved: String) {
        #expect(FilePaths.resolve(path, folder: folder) == resolved)
    }

    @Test(arguments: [
        ("a/b/c", "a/b"), ("c", "."), ("/c", "/"), ("/a/c", "/a"), ("./c", "."), ("ü/c", "ü"),
    ])
    func `the folder is what stands in front of the last slash`(path: String, folder: String) {
        #expect(FilePaths.folder(of: path) == folder)
    }
}
