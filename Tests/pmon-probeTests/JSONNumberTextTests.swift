// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct JSONNumberTextTests {
    @Test(arguments: ["0", "-0", "12", "1.5", "1e9", "1E+2", "-1.25e-7"])
    func `numbers of the grammar`(text: String) {
        #expect(JSONNumberText.isValid(Array(text.utf8)))
    }

    @Test(arguments: ["", "-", "01", "1.", ".5", "+1", "1e", "1e+", "0x1", "1 ", "--1", "1.2.3"])
    func `others are refused`(text: String) {
        #expect(!JSONNumberText.isValid(Array(text.utf8)))
    }
}
