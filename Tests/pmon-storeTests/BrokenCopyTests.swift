// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_store

struct BrokenCopyTests {
    @Test func `no copy overwrites another`() throws {
        let folder = try TemporaryFolder()
        for text in ["one", "two", "three"] {
            _ = try Array(text.utf8).withUnsafeBytes {
                try BrokenCopy.keep($0, of: folder.file("f"))
            }
        }
        #expect(try folder.names() == ["f.broken", "f.broken.2", "f.broken.3"])
        #expect(try folder.text("f.broken") == "one")
        #expect(try folder.text("f.broken.3") == "three")
    }
}
