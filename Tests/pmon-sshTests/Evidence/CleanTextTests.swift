// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct CleanTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("a\tb", "a b"), ("\u{1B}[31mred\u{1B}[0m", "red"),
        ("bell\u{07}", "bell"),
        ("a\rb", "ab"), ("\u{202E}txt", "txt"), ("ü€😀", "ü€😀"), ("nul\0nul", "nulnul"),
        ("\u{1B}c reset", " reset"), ("\u{9B}31m", "31m"), ("a\u{2028}b", "ab"), ("\u{1B}", ""),
        ("\u{7F}", ""),
    ])
    func `nothing that steers a terminal is left`(text: String, clean: String) {
        #expect(CleanText.line(text.utf8, limit: 100) == clean)
    }

    @Test func `invalid UTF-8 is repaired`() {
        #expect(CleanText.line([0x61, 0xFF, 0xC3, 0x62], limit: 100) == "a\u{FFFD}\u{FFFD}b")
    }

    @Test func `a long line ends in dots and in a whole character`() {
        #expect(CleanText.line("abcdef".utf8, limit: 3) == "abc…")
        #expect(CleanText.line("abüd".utf8, limit: 3) == "ab…")
        #expect(CleanText.line("abc".utf8, limit: 3) == "abc")
    }
}
