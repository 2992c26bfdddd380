// SPDX-License-Identifier: MIT

import Testing

@testable import PmonPattern

struct PatternCompilerTests {
    @Test func `a pattern that would need too many places is refused`() throws {
        let node = try PatternParser.parse("((a{50}){50}){50}")
        #expect(throws: PatternError.self) { try PatternCompiler.compile(node) }
    }

    @Test func `nothing, however many times, is nothing`() throws {
        let text = "(){1000}" + String(repeating: "{1000}", count: 8)
        let program = try PatternCompiler.compile(try PatternParser.parse(text))
        #expect(program.instructions.count == 1)
    }

    @Test func `an empty set matches nothing`() throws {
        let program = try PatternCompiler.compile(.set(ScalarSet()))
        let automaton = PatternAutomaton(program)
        var position = automaton.begin()
        [UInt8](0...255).withUnsafeBytes { automaton.feed($0, at: &position) }
        #expect(!automaton.finish(position))
    }

    @Test func `a loop around nothing ends`() throws {
        let program = try PatternCompiler.compile(
            .repetition(.repetition(.empty, minimum: 0, maximum: nil), minimum: 1, maximum: nil)
        )
        let automaton = PatternAutomaton(program)
        #expect(automaton.finish(automaton.begin()))
    }
}
