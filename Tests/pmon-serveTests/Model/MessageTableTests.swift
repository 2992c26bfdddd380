// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct MessageTableTests {
    @Test func `a message is kept once`() {
        var table = MessageTable()
        #expect([table.index(of: "a"), table.index(of: "b"), table.index(of: "a")] == [0, 1, 0])
        #expect(table[1] == "b")
        #expect(table[9] == "")
    }
}
