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

    @Test(arguments: [
        "\u{202A}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{061C}", "\u{200E}",
    ])
    func `marks that turn the direction of writing do nothing`(mark: String) {
        let html: HTML = "<b title=\"\("a\(mark)gpj.exe")\">\("\(mark)x\(mark)")</b>"
        #expect(html.text == "<b title=\"a\u{FFFD}gpj.exe\">\u{FFFD}x\u{FFFD}</b>")
    }

    @Test func `other marks of writing stay`() {
        let text = "שלום € ‥ ‰ ؛"
        let html: HTML = "\(text)"
        #expect(html.text == text)
    }
}
