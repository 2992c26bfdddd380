// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ShellEndingTests {
    @Test(arguments: [
        (ShellEnding.status(3), "with status 3 before"), (.signal("KILL"), "signal KILL ended"),
        (.status(0), "reported no error"), (.status255, "by a signal or with status 255"),
    ])
    func `each end has its words`(ending: ShellEnding, words: String) {
        #expect(ending.text.contains(words))
        #expect(ending.text.contains("its shell"))
        #expect(!ShellEnding.unknown.text.contains(words))
    }
}
