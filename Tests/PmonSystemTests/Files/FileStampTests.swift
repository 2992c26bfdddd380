// SPDX-License-Identifier: MIT

import PmonSystem
import TestSupport
import Testing

struct FileStampTests {
    @Test func `a stamp changes with the file`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("f", "one")
        let stamp = try #require(FileStamp(path: path))
        #expect(FileStamp(path: path) == stamp)
        #expect(FileStamp(path: path)?.text == stamp.text)
        try AtomicFile.replace(path, with: Array("two".utf8))
        #expect(FileStamp(path: path) != stamp)
        #expect(FileStamp(path: folder.file("none")) == nil)
    }
}
