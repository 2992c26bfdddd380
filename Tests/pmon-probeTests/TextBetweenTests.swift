// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct TextBetweenTests {
    private func found(
        _ before: String,
        _ after: String,
        in text: String,
        piece: Int,
        isTruncated: Bool = false
    ) -> String? {
        var search = TextBetween(before: before, after: after, limit: 100)
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes { search.feed($0) }
        }
        return search.finish(isTruncated: isTruncated)
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func `the shortest text behind the first place counts, in pieces of any size`(piece: Int) {
        for (before, after, text, value) in [
            ("[", "]", "x[a]b]", "a"), ("aab", "c", "aaabxc", "x"), ("aa", "ab", "aaaab", "a"),
            ("v=\"", "\"", "v='a' v=\"b\" v=\"c\"", "b"), ("[", "]", "[[a]", "[a"),
            ("[", "]", "[]", ""),
            ("", "]", "all]", "all"), ("t=", "", "a t=rest of it \n\r\n", "rest of it"),
            ("", "", " a\n", " a"),
            ("ä", "ö", "xäüö", "ü"), ("[", "ababac", "[ababababac", "abab"),
        ] {
            #expect(found(before, after, in: text, piece: piece) == value, "\(text)")
        }
        for (before, after, text) in [("[", "]", "[a"), ("[[", "]", "[a]"), ("[", "]]", "[a]")] {
            #expect(found(before, after, in: text, piece: piece) == nil, "\(text)")
        }
    }

    @Test func `a body that was cut has no end`() {
        #expect(found("t=", "", in: "t=a", piece: 9, isTruncated: true) == nil)
        #expect(found("t=", ";", in: "t=a;", piece: 9, isTruncated: true) == "a")
    }

    @Test func `a value beyond the limit ends the search`() {
        for (count, isTooLong) in [(100, false), (101, true), (100_000, true)] {
            var search = TextBetween(before: "[", after: "]", limit: 100)
            let bytes = Array(("[" + String(repeating: "x", count: count) + "]").utf8)
            bytes.withUnsafeBytes { search.feed($0) }
            #expect((search.finish(isTruncated: false) == nil || search.isTooLong) == isTooLong)
            #expect(search.value.count <= 102)
        }
    }
}
