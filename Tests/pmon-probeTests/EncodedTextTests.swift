// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct EncodedTextTests {
    @Test(arguments: [
        ("a%41%c3%A4", "aAä"), (#"\"\/\u0041\ud83d\ude00\x41"#, "\"/A😀A"),
        ("&lt;&#65;&#x42;&AMP;&quot;", "<AB&\""), ("%2541", "%41"),
        ("&ltp&#65&#x4a;&ampq&#x2Fz", "<pAJ&q/z"),
    ])
    func `one layer is undone`(text: String, decoded: String) {
        var encoded = EncodedText(Array(text.utf8))
        let isChanged = encoded.decode()
        #expect(isChanged)
        #expect(String(decoding: encoded.units.map(\.byte), as: UTF8.self) == decoded)
    }

    @Test(arguments: ["", "plain", "100%", "%4", "%zz", #"\"#, #"\q"#, "&", "&nothing;", "&#;"])
    func `what is not encoded stays`(text: String) {
        var encoded = EncodedText(Array(text.utf8))
        let isChanged = encoded.decode()
        #expect(!isChanged)
        #expect(encoded.units.map(\.byte) == Array(text.utf8))
    }

    @Test func `places are those of the text as it came`() {
        var encoded = EncodedText(Array("x%2541y".utf8))
        _ = encoded.decode()
        _ = encoded.decode()
        #expect(encoded.units.map(\.start) == [0, 1, 6])
        #expect(encoded.units.map(\.end) == [1, 6, 7])
    }
}
