// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct MailTextTests {
    @Test(arguments: [
        ("plain text", "plain text"),
        ("two\r\nlines", "two lines"),
        ("  spaces \t around  ", "spaces around"),
        ("bell\u{7} and \u{1B}[31mred", "bell\u{FFFD} and \u{FFFD}[31mred"),
        ("turned \u{202E}around\u{202C}", "turned around"),
        ("zero\u{200B}width\u{FEFF}", "zerowidth"),
        ("Zürich ✔", "Zürich ✔"),
        ("", ""),
    ])
    func `a line holds nothing that could steer a reader's program`(text: String, clean: String) {
        #expect(MailText.line(text, limit: 80) == clean)
    }

    @Test func `a long line is cut and says so`() {
        #expect(MailText.line(String(repeating: "x", count: 50), limit: 10) == "xxxxxxxxx…")
        #expect(MailText.line(String(repeating: "ü", count: 50), limit: 10) == "üüüüüüüüü…")
        #expect(MailText.line("exactly 10", limit: 10) == "exactly 10")
    }

    @Test func `the lines of a table keep their spaces`() {
        let table = "Size  Used\n/dev   1\t2\r\n\u{7}\n\n"
        #expect(MailText.lines(table, limit: 80) == ["Size  Used", "/dev   1 2", "\u{FFFD}"])
        #expect(MailText.lines(String(repeating: "é", count: 9), limit: 5) == ["éééé…"])
        #expect(MailText.lines("", limit: 5) == [])
    }
}
