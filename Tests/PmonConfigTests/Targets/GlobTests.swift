// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct GlobTests {
    @Test(arguments: [
        ("a*c", "abc", true), ("a*c", "ab", false), ("a?c", "abc", true), ("[a-c]x", "bx", true),
        ("caf\u{E9}", "cafe\u{301}", false), ("caf\u{E9}", "caf\u{E9}", true),
        ("a", "a\0", false), ("a", "a\0b", false), ("a*", "a\0b", true), ("a?b", "a\0b", true),
        ("*b", "a\0b", true), ("", "\0", false), ("*", "", true),
    ])
    func `a pattern fits a text as a whole, by its bytes`(pattern: String, text: String, fits: Bool)
    {
        #expect(Glob.fits(pattern, text) == fits)
    }
}
