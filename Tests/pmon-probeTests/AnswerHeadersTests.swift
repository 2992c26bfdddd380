// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import pmon_probe

struct AnswerHeadersTests {
    private let mask = SecretMask(logins: [], lines: ["X-Key: abcdefghijkl"])

    private func lines(_ headers: [(name: String, value: String)]) -> [String] {
        AnswerHeaders(headers, mask: mask).lines
    }

    @Test func `values of cookies and of what is named like a secret are hidden`() {
        let shown = lines([
            ("Set-Cookie", "a=b=c; Path=/"), ("SET-COOKIE", "alone"), ("X-Session-Id", "x"),
            ("WWW-Authenticate", "Bearer"), ("Location", "http://u:pw@h/"), ("X-A", "abcdefghijkl"),
        ])
        #expect(
            shown == [
                "Set-Cookie: a=***; Path=/", "SET-COOKIE: ***", "X-Session-Id: ***",
                "WWW-Authenticate: Bearer", "Location: http://u:***@h/", "X-A: ***",
            ]
        )
    }

    @Test func `a line has an end, and no half of a secret at it`() {
        for pad in 985...1000 {
            let found = AnswerHeaders(
                [("A", String(repeating: "-", count: pad) + "abcdefghijkl" + "z")],
                mask: mask
            )
            #expect(!(found.lines.first ?? "abc").contains("abc"))
            #expect(found.isTruncated)
        }
    }

    @Test func `lines have an end`() {
        let many = AnswerHeaders(Array(repeating: (name: "A", value: "b"), count: 65), mask: mask)
        #expect(many.lines.count == ServerAnswer.mostHeaders)
        #expect(many.isTruncated)
        #expect(lines([("A", "b\r\nC: d\u{202E}")]) == ["A: b C: d\u{FFFD}"])
    }
}
