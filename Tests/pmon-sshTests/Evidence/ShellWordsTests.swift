// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ShellWordsTests {
    @Test(arguments: [
        ("a b", [[["a", "b"]]]), ("a 'b c' \"d e\"", [[["a", "b c", "d e"]]]),
        ("a|b c", [[["a"], ["b", "c"]]]),
        ("a; b\nc && d || e", [[["a"]], [["b"]], [["c"]], [["d"]], [["e"]]]),
        ("a\\ b", [[["a b"]]]), ("a \"x$\"", [[["a", "x$"]]]), ("a ''", [[["a", ""]]]),
        ("a 2>/dev/null | b", [[["a"], ["b"]]]), ("a \"b\\\"c\"", [[["a", "b\"c"]]]),
    ])
    func `words are split as a shell splits them`(text: String, pipelines: [[[String]]]) {
        #expect(ShellWords.read(text)?.pipelines == pipelines)
    }

    @Test(arguments: [
        "a $b", "a \"$b\"", "a `b`", "(a)", "a &", "a > b", "a < b", "a 'b", "a \"b", "a \\",
        "a # b",
        "for x", "a; { b", "eval a", "a 2>file", "a x>/dev/null",
    ])
    func `anything that may expand, or goes elsewhere, is refused`(text: String) {
        #expect(ShellWords.read(text) == nil)
    }
}
