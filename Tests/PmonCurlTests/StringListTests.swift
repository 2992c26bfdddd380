// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

struct StringListTests {
    @Test(arguments: ["A: b\r\nBcc: c", "A: b\nc", "A: \0"])
    func `a line that would inject another is refused`(line: String) {
        #expect(throws: CurlError.self) { try StringList(["Fine: yes", line]) }
    }

    @Test func `any other text is taken`() throws {
        _ = try StringList([])
        _ = try StringList(["Name: välue", "X:"])
    }
}
