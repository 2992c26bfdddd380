// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

/// Python's html.unescape says the same of these.
struct HTMLReferencesTests {
    @Test(arguments: [
        ("plain", "plain"), ("a&amp;b&lt;&gt;&quot;&apos;", "a&b<>\"'"),
        ("&#43;&#x3D;&#X2f;", "+=/"),
        ("&amp;amp;", "&amp;"), ("&;&#;&#x;&none;&", "&;&#;&#x;&none;&"), ("&&amp;", "&&"),
        ("&#228;&#x1F600;", "ä😀"), ("&#xD800;&#x110000;", "&#xD800;&#x110000;"),
    ])
    func `references stand for their characters`(text: String, plain: String) {
        #expect(HTMLReferences.decoded(text) == plain)
    }
}
