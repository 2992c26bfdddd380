// SPDX-License-Identifier: MIT

import Testing

@testable import PmonPattern

struct PatternNodeTests {
    @Test func `the same text is the same node`() throws {
        #expect(try PatternParser.parse("a|b") == PatternParser.parse("a|b"))
        #expect(try PatternParser.parse("a|b") != PatternParser.parse("b|a"))
        #expect(try PatternParser.parse("") == .empty)
    }
}
