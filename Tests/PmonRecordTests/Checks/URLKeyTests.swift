// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

struct URLKeyTests {
    @Test func `order and equality go by bytes`() {
        #expect(
            ["b", "a", "B", "é", "z", "aa"].map(URLKey.init).sorted().map(\.text) == [
                "B", "a", "aa", "b", "z", "é",
            ]
        )
        // The same character in two spellings, which String takes for equal.
        #expect(URLKey("\u{E9}") != URLKey("e\u{301}"))
        #expect(URLKey("a").text == "a")
    }
}
