// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct BadgeSnippetTests {
    @Test func `both forms link the picture to the page, with whole addresses`() {
        let all = BadgeSnippet(name: "pmon x", key: "all", base: "https://h:1")
        #expect(all.markdown == "[![pmon x](https://h:1/badge/all.svg)](https://h:1/)")
        #expect(
            all.markup
                == #"<a href="https://h:1/"><img src="https://h:1/badge/all.svg" alt="pmon x"></a>"#
        )
        let one = BadgeSnippet(name: "n", key: "0a", base: "http://h")
        #expect(one.markdown == "[![n](http://h/badge/0a.svg)](http://h/m/0a)")
    }

    @Test func `a hostile name breaks neither form, nor the page`() {
        let snippet = BadgeSnippet(name: "](x)\n\"><script>\\", key: "all", base: "http://h")
        #expect(snippet.markdown.hasPrefix(#"[![\](x) "><script>\\](http://h/"#))
        #expect(snippet.markup.contains("alt=\"](x)\n&quot;&gt;&lt;script&gt;\\\""))
        #expect(!snippet.html.text.contains("<script"))
    }
}
