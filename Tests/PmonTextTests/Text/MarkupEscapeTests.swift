// SPDX-License-Identifier: MIT

import PmonText
import Testing

struct MarkupEscapeTests {
    private func escaped(_ text: some StringProtocol) -> String {
        var bytes = Array("x".utf8)
        MarkupEscape.append(text, to: &bytes)
        return String(decoding: bytes.dropFirst(), as: UTF8.self)
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onload=\"x", "&quot; onload=&quot;x"),
        ("' onload='x", "&#39; onload=&#39;x"),
        ("a & b", "a &amp; b"),
        ("\u{0}\u{8}\u{1B}[31m\u{7F}", "\u{FFFD}\u{FFFD}\u{FFFD}[31m\u{FFFD}"),
        ("zwei Zeilen\r\n\tund ✔", "zwei Zeilen\r\n\tund ✔"),
        ("", ""),
    ])
    func `what could end a text or an attribute is a reference, controls are replaced`(
        text: String,
        result: String
    ) {
        #expect(escaped(text) == result)
        #expect(escaped("a\(text)b".dropFirst().dropLast()) == result)
    }

    @Test(arguments: [
        "\u{202A}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{061C}", "\u{200E}",
        "\u{200F}",
    ])
    func `marks that turn the direction of writing do nothing`(mark: String) {
        #expect(escaped("a\(mark)gpj.exe") == "a\u{FFFD}gpj.exe")
        #expect(escaped("\(mark)x\(mark)") == "\u{FFFD}x\u{FFFD}")
    }

    @Test(arguments: ["שלום € ‥ ‰ ؛", "\u{2029}\u{2070}\u{200D}\u{061B}"])
    func `other marks of writing stay`(text: String) {
        #expect(escaped(text) == text)
    }

    @Test func `the marks are those of isDirectionMark`() {
        for value in UInt32(0x80)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            #expect(escaped(text) == (scalar.isDirectionMark ? "\u{FFFD}" : text), "\(value)")
        }
    }
}
