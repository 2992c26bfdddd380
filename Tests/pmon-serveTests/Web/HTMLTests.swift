// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct HTMLTests {
    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onload=\"x", "&quot; onload=&quot;x"),
        ("' onload='x", "&#39; onload=&#39;x"),
        ("a & b", "a &amp; b"),
        ("\u{0}\u{8}\u{1B}[31m", "\u{FFFD}\u{FFFD}\u{FFFD}[31m"),
        ("zwei Zeilen\n\tund ✔", "zwei Zeilen\n\tund ✔"),
    ])
    func `an interpolated text is escaped`(text: String, escaped: String) {
        let html: HTML = "<p title=\"\(text)\">\(text)</p>"
        #expect(html.text == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func `markup in markup stays markup`() {
        let inner: HTML = "<b>\("<")</b>"
        let html: HTML = "<p>\(inner)\(17)\(Optional<HTML>.none)</p>"
        #expect(html.text == "<p><b>&lt;</b>17</p>")
    }
}
