// SPDX-License-Identifier: MIT

import Testing

@testable import PmonPattern

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

    @Test(arguments: ["*", "{0,1}", "{1,}", "{3}"])
    func `repetitions of repetitions are limited, as groups are`(repetition: String) {
        let many = String(repeating: repetition, count: 100_000)
        #expect(throws: PatternError.self) { try PatternParser.parse("a" + many) }
    }

    @Test func `a brace that counts nothing stands for itself`() throws {
        let braces = String(repeating: "{", count: 100_000)
        #expect(try Pattern("^a{,}{x}{1{2}$").program.instructions.count > 1)
        guard case .sequence(let nodes) = try PatternParser.parse("a" + braces) else {
            Issue.record("no sequence")
            return
        }
        #expect(nodes.count == 100_001)
    }
}
