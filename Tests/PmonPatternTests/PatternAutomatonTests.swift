// SPDX-License-Identifier: MIT

import Testing

@testable import PmonPattern

struct PatternAutomatonTests {
    private func feed(_ text: String, _ automaton: PatternAutomaton) -> PatternAutomaton.Position {
        var position = automaton.begin()
        var text = text
        text.withUTF8 { automaton.feed(UnsafeRawBufferPointer($0), at: &position) }
        return position
    }

    @Test func `one automaton serves many searches at once`() throws {
        let automaton = PatternAutomaton(try Pattern("ab").program)
        var first = feed("a", automaton)
        let second = feed("zb", automaton)
        "b!".utf8.map { $0 }.withUnsafeBytes { automaton.feed($0, at: &first) }
        #expect(automaton.finish(first))
        #expect(!automaton.finish(second))
    }

    @Test func `a match is found at the end of the text as well`() throws {
        let automaton = PatternAutomaton(try Pattern("b$").program)
        #expect(automaton.finish(feed("ab", automaton)))
        #expect(!automaton.finish(feed("ba", automaton)))
    }

    @Test func `a table that is full changes nothing but the speed`() throws {
        // Needs far more states than the table holds.
        let automaton = PatternAutomaton(try Pattern("[ab]*a[ab]{18}c").program)
        var seed: UInt32 = 1
        var text = ""
        for _ in 0..<60_000 {
            seed = seed &* 1_664_525 &+ 1_013_904_223
            text += seed >> 31 == 0 ? "a" : "b"
        }
        let tail = "a" + String(repeating: "b", count: 18)
        #expect(automaton.finish(feed(text + tail + "c", automaton)))
        #expect(!automaton.finish(feed(text + tail + "bbbd", automaton)))
    }
}
