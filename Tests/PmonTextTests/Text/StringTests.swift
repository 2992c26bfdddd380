// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct StringTests {
    /// What `str.isspace` of Python holds for white space.
    static let pythonSpaces =
        "\t\n\u{0B}\u{0C}\r\u{1C}\u{1D}\u{1E}\u{1F} \u{85}\u{A0}\u{1680}\u{2000}\u{2001}\u{2002}"
        + "\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{2028}\u{2029}"
        + "\u{202F}\u{205F}\u{3000}"

    @Test func `white space is what Python takes for it`() {
        let scalars = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init).filter(\.isSpace)
        #expect(scalars == Array(Self.pythonSpaces.unicodeScalars))
    }

    @Test(arguments: [
        ("", ""), (" ", ""), ("a", "a"), (" a b\t\r\n", "a b"), ("\u{3000}a\u{A0}", "a"),
        (" \u{301}x", "\u{301}x"), ("x\u{200B}", "x\u{200B}"),
    ])
    func `white space goes from both ends alone`(text: String, trimmed: String) {
        #expect(Array(text.trimmed.utf8) == Array(trimmed.utf8))
    }

    @Test(arguments: [
        ("plain ü", "plain ü"), ("a\nb\r\nc", "a b  c"), ("\u{1B}[31mred\u{07}", " [31mred "),
        ("\u{9B}2J\u{7F}\u{2028}", " 2J  "), ("", ""),
    ])
    func `control characters become spaces`(text: String, line: String) {
        #expect(text.onOneLine == line)
    }

    @Test func `an excerpt is one line of at most eighty characters`() {
        #expect("short\nline".excerpt == "short line")
        #expect(String(repeating: "x", count: 80).excerpt.count == 80)
        #expect(
            String(repeating: "x", count: 81).excerpt == String(repeating: "x", count: 80) + "…"
        )
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abc…"), ("äöü", 6, "äöü"), ("äöüß", 6, "ä…"),
        ("a\u{1F600}bcd", 7, "a…"), ("\u{1F600}", 2, "…"),
    ])
    func `a text is cut between characters`(text: String, bytes: Int, result: String) {
        #expect(text.cut(to: bytes) == result)
    }

    @Test(arguments: [
        ("env:NAME", "env:", "NAME"), ("env:", "env:", ""), ("x", "", "x"), ("en", "env:", nil),
        ("ENV:x", "env:", nil), ("a\u{301}", "a", "\u{301}"),
    ])
    func `a prefix is removed byte by byte`(text: String, prefix: String, rest: String?) {
        #expect(text.removingPrefix(prefix) == rest)
    }

    @Test func `marks that turn text around do not reach a line for people`() {
        for mark in [
            "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}",
        ] {
            #expect("a\(mark)b\nc".onOneLine == "ab c")
        }
        #expect("zero\u{200D}width".onOneLine == "zero\u{200D}width")
    }
}
