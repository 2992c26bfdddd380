// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct HTMLWriterTests {
    @Test func `text never becomes markup`() {
        var writer = HTMLWriter()
        writer.markup("<p title=\"")
        writer.text("\"><script>alert('x') & more")
        writer.markup("\">")
        let html = String(decoding: writer.bytes, as: UTF8.self)
        #expect(html == "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;) &amp; more\">")
    }

    @Test func `the cost of a text is what it takes`() {
        let text = "\"<&>'ü plain \u{1B} \u{202E} \u{061C}"
        var writer = HTMLWriter()
        writer.text(text)
        #expect(ReportLimits.cost(text) == writer.bytes.count)
    }
}
