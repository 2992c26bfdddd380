// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct PlacedMessagesTests {
    @Test func `messages are told in the order of the lines`() {
        var messages = PlacedMessages(file: "x.ini")
        #expect(messages.isEmpty)
        messages.add(7, "seven")
        messages.add(2, "two")
        #expect(!messages.isEmpty)
        #expect(messages.texts == ["x.ini:2: two", "x.ini:7: seven"])
    }

    @Test func `what is over the limit is counted and not built`() {
        var messages = PlacedMessages(file: "x.ini")
        var built = 0
        for line in 1...60 {
            messages.add(
                line,
                {
                    built += 1; return "text"
                }()
            )
        }
        #expect(built == PlacedMessages.limit)
        #expect(!messages.hasRoom)
        #expect(messages.texts.count == 51)
        #expect(messages.texts.last == "x.ini: and 10 more of this kind")
    }
}
