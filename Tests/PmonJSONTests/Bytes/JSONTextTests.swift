// SPDX-License-Identifier: MIT

@testable import PmonJSON
import Testing

struct JSONTextTests {
    @Test(arguments: [
        (#"a\u00e9"#, "aé"), (#"\ud83d\ude00!"#, "😀!"), (#"\ud800x"#, "\u{FFFD}x"),
        (#"\udc00"#, "\u{FFFD}"), (#"\\\"\/"#, "\\\"/"), ("", ""),
    ])
    func `the inside of a string becomes text`(raw: String, text: String) {
        Array(raw.utf8).withUnsafeBytes { #expect(JSONText.decode($0) == text) }
    }
}
