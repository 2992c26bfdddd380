// SPDX-License-Identifier: MIT

import PmonSystem
import Testing

@testable import pmon_store

struct NotedPathTests {
    @Test(arguments: ["/a b/c", "/a\nb/c", "/\r\t\u{1}/\"\\", "/ä\u{7F}\n", "/\n"])
    func `a path comes back from one line`(path: String) {
        let text = NotedPath.text(path)
        #expect(!text.utf8.contains { $0 < 0x20 })
        #expect(NotedPath.path(text) == path)
    }

    @Test func `usual paths stand as they are, with quotes and bytes that are not UTF-8`() {
        for path in ["/a \"b\"/c\\n", String(pathBytes: [0x2F, 0xE9])] {
            #expect(NotedPath.text(path) == path)
            #expect(NotedPath.path(path) == path)
        }
        let odd = String(pathBytes: [0x2F, 0xE9, 0x0A])
        #expect(Array(NotedPath.path(NotedPath.text(odd)).utf8) == Array(odd.utf8))
    }
}
