// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct MemorySummaryTests {
    @Test func `memory and swap in use are told`() {
        let text =
            "MemTotal: 1000 kB\nMemFree: 10 kB\nMemAvailable: 250 kB\nSwapTotal: 100 kB\nSwapFree: 100 kB"
        let html = MemorySummary.html(text)?.text ?? ""
        #expect(html.contains("75 % memory in use"))
        #expect(html.contains("0 % swap in use"))
    }

    @Test(arguments: ["", "free: not found", "MemTotal: 0 kB", "MemTotal: many kB"])
    func `what is no meminfo has no bars`(text: String) {
        #expect(MemorySummary.html(text) == nil)
    }
}
