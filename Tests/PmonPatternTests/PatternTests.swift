// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonPattern

/// True if a pattern is found in a text that comes in pieces of that many bytes.
func finds(_ source: String, _ text: String, piece: Int = 3) throws -> Bool {
    let automaton = PatternAutomaton(try Pattern(source).program)
    var position = automaton.begin()
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
        bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes {
            automaton.feed($0, at: &position)
        }
    }
    return automaton.finish(position)
}

struct PatternTests {
    @Test(arguments: [
        (#"^\Qa.b|c)\E+$"#, "a.b|c)))", true), (#"\Qa.b\E"#, "axb", false), (#"a\Q"#, "a", true),
        (#"\Q\Ex*\Q[\E"#, "x[", true), (#"^\011\0$"#, "\t\0", true), (#"\0601"#, "01", true),
        ("^[[:^alpha:]]+$", "12", true), ("^[[:^alpha:]b]+$", "1a", false),
        ("(?U)a+b", "aab", true),
        ("(?i)\\Qab\\E", "AB", true),
    ])
    func `quotes, octal numbers and sets that are not`(
        source: String,
        text: String,
        expected: Bool
    ) throws {
        #expect(try finds(source, text) == expected)
    }

    @Test(arguments: [
        ("ok", "all ok here", true), ("ok", "all o k", false), ("^ok$", "ok\n", true),
        ("^ok$", "ok\n\n", false), ("\\Aok\\z", "ok\n", false), ("^b", "a\nb", false),
        ("(?m)^b$", "a\nb\nc", true), ("a.c", "a\nc", false), ("(?s)a.c", "a\nc", true),
        ("a{2,3}b", "ab", false), ("a{2,3}b", "aaab", true), ("^a{2,3}$", "aaaa", false),
        ("x{", "x{", true), ("x{a}", "x{a}", true), ("(?i)ERROR", "an error", true),
        ("(?i)straße", "STRAßE", true), ("[^a-c]", "abc", false), ("[a\\-z]", "-", true),
        ("[]a]", "]", true), ("\\bup\\b", "is up.", true), ("\\bup\\b", "startup", false),
        ("\\Bup", "startup", true), ("é{2}", "éé", true), ("^.{3}$", "aéz", true),
        ("[à-ü]", "é", true), ("\\x41\\x{42}", "AB", true), ("a|b|", "zzz", true),
        ("(?:ab)+c", "ababc", true), ("(?P<n>a)(?<m>b)", "ab", true),
        ("[[:digit:]]+z", "12z", true),
        ("", "", true), ("$", "", true), ("a*?b", "aab", true), ("(?i:A)b", "ab", true),
        ("(?i:A)b", "aB", false), ("\\d+\\.\\d+", "v1.25", true), ("^\\s*$", " \n\t", true),
    ])
    func `a pattern is found or not`(source: String, text: String, expected: Bool) throws {
        for piece in [1, 2, 1000] {
            #expect(
                try finds(source, text, piece: piece) == expected,
                "\(source) in pieces of \(piece)"
            )
        }
    }

    @Test(arguments: [
        "(", ")", "a)", "[a", "*a", "a**?+", "(?=a)", "(?!a)", "(?<=a)", "(a)\\1", "\\k", "[z-a]",
        "a{3,2}", "a{9999}", "\\", "(?q)", "(((((a{100}){100}){100})))", "[[:nope:]]",
        "\\x{110000}",
    ])
    func `what no automaton can do is refused with its place`(source: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(source) }
        #expect(error?.message.isEmpty == false)
    }

    @Test func `groups nested without end are refused, not followed`() {
        let source = String(repeating: "(", count: 100_000)
        #expect(throws: PatternError.self) { try Pattern(source) }
    }

    /// Patterns and texts that make backtracking engines take exponential time.
    @Test(arguments: ["(a+)+$", "(a|aa)+$", "(.*)(.*)(.*)(.*)(.*)x", "^(([a-z])+.)+[A-Z]([a-z])+$"])
    func `no pattern stalls on a long text`(source: String) throws {
        let clock = ContinuousClock()
        let text = String(repeating: "a", count: 100_000) + "!"
        let start = clock.now
        #expect(try !finds(source, text, piece: 4096))
        let time = clock.now - start
        #expect(time < .seconds(20))
    }

    @Test func `a search that takes too much work gives up instead of going on`() throws {
        let automaton = PatternAutomaton(try Pattern("(x|y|.)*(a.{150}b.{150}c)").program)
        var position = automaton.begin()
        var seed: UInt32 = 7
        for _ in 0..<4000 where !position.hasGivenUp {
            let piece = (0..<4096).map { _ -> UInt8 in
                seed = seed &* 1_664_525 &+ 1_013_904_223
                return 0x61 + UInt8(seed >> 24) % 3
            }
            piece.withUnsafeBytes { automaton.feed($0, at: &position) }
            if position.isFound { break }
        }
        #expect(position.hasGivenUp || position.isFound)
        #expect(!position.hasGivenUp || !automaton.finish(position))
    }

    /// ICU's backtracking engine is the oracle for small patterns over small texts.
    @Test func `random patterns agree with another engine`() throws {
        var generator = SeededRandom(seed: 11)
        for _ in 0..<3000 {
            let source = randomPattern(depth: 3, &generator)
            guard let oracle = try? NSRegularExpression(pattern: source) else { continue }
            for _ in 0..<4 {
                let length = Int.random(in: 0...8, using: &generator)
                let text = String(
                    (0..<length).map { _ in "abc\n 1".randomElement(using: &generator) ?? "a" }
                )
                let range = NSRange(text.startIndex..., in: text)
                let expected = oracle.firstMatch(in: text, range: range) != nil
                let found = try finds(source, text)
                #expect(found == expected, "\(source) in \(text.debugDescription)")
            }
        }
    }

    private func randomPattern(
        depth: Int,
        _ generator: inout SeededRandom
    ) -> String {
        let atoms = [
            "a", "b", "c", ".", "[ab]", "[^a]", "\\d", "\\w", "\\s", "^", "\\b", "\\B", "\\z",
        ]
        switch Int.random(in: 0..<(depth > 0 ? 7 : 2), using: &generator) {
        case 0, 1: return atoms.randomElement(using: &generator) ?? "a"
        case 2:
            return randomPattern(depth: depth - 1, &generator)
                + randomPattern(depth: depth - 1, &generator)
        case 3:
            return "(?:" + randomPattern(depth: depth - 1, &generator) + "|"
                + randomPattern(depth: depth - 1, &generator) + ")"
        case 4: return "(?:" + randomPattern(depth: depth - 1, &generator) + ")*"
        case 5: return "(?:" + randomPattern(depth: depth - 1, &generator) + "){1,2}"
        default:
            return randomPattern(depth: depth - 1, &generator)
                + randomPattern(depth: depth - 1, &generator)
        }
    }
}
