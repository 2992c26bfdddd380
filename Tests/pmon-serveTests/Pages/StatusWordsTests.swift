// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct StatusWordsTests {
    @Test(arguments: [
        (404, "404 Not Found"), (503, "503 Service Unavailable"), (299, "299"), (-1, "-1"),
    ])
    func `a known status has its name`(status: Int, text: String) {
        #expect(StatusWords.text(status) == text)
    }
}
