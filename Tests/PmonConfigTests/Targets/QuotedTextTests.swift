// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct QuotedTextTests {
    private func pieces(_ text: String) throws(SettingProblem) -> [String] {
        var reader = QuotedText(text)
        var pieces: [String] = []
        while let piece = try reader.next(until: { $0 == "," }) { pieces.append(piece.plain) }
        return pieces
    }

    @Test(arguments: [
        ("", []), ("a", ["a"]), ("a,b", ["a", "b"]), (" a , b\u{a0}", ["a", "b"]),
        ("a,,b,", ["a", "", "b"]), (#""a, b",c"#, ["a, b", "c"]), (#"a" b "c"#, ["a b c"]),
        (#"" a ""#, [" a "]), (#"a\,b,c\\,d"#, [#"a\,b"#, #"c\\"#, "d"]),
        (#"\"a,b"#, [#"\"a"#, "b"]),
        (#""a\"b",c"#, [#"a\"b"#, "c"]), ("a\u{301},b", ["a\u{301}", "b"]), (#""","#, [""]),
    ])
    func `pieces without their quotes`(text: String, expected: [String]) throws {
        #expect(try pieces(text) == expected)
    }

    @Test(arguments: ["\"", "a\"b", "a,\"b\",\"", "a\\", #""a\""#, #""a\"#])
    func `what is open at the end is refused`(text: String) {
        #expect(throws: SettingProblem.self) { try pieces(text) }
    }

    @Test func `a piece knows its quotes and its blanks`() throws {
        var reader = QuotedText(#"  a b "c d",x"#)
        let piece = try #require(try reader.next(until: { $0 == "," }))
        #expect(piece.text == #"a b "c d""#)
        #expect(piece.isQuoted && piece.hasBlanks)
        let other = try #require(try reader.next(until: { $0 == "," }))
        #expect(!other.isQuoted && !other.hasBlanks)
        #expect(try reader.next(until: { $0 == "," }) == nil)
    }
}
