// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct PatternParserTests {
    @Test func `precedence is repetition, sequence, alternatives`() throws {
        let a = PatternNode.set(ScalarSet("a"))
        let b = PatternNode.set(ScalarSet("b"))
        let c = PatternNode.set(ScalarSet("c"))
        #expect(
            try PatternParser.parse("ab*|c")
                == .alternatives([
                    .sequence([a, .repetition(b, minimum: 0, maximum: nil)]), c,
                ])
        )
    }

    @Test func `flags end with their group`() throws {
        #expect(try finds("((?i)a)b", "Ab"))
        #expect(try !finds("((?i)a)b", "AB"))
        #expect(try finds("(?i)a(?-i)b", "Ab"))
        #expect(try !finds("(?i)a(?-i)b", "AB"))
    }

    @Test func `an error names its place`() {
        let error = #expect(throws: PatternError.self) { try PatternParser.parse("ab(?=c)") }
        #expect(error?.message == "look-around and atomic groups are not supported at 5")
    }
}
