// SPDX-License-Identifier: MIT

/// A compiled regular expression, shared by all loops.
package final class Pattern: Sendable {
    /// The expression as it was written.
    package let source: String
    /// The automaton it stands for.
    let program: PatternProgram

    /// Compiles an expression.
    package init(_ source: String) throws(PatternError) {
        self.source = source
        program = try PatternCompiler.compile(try PatternParser.parse(source))
    }
}

/// The automatons of one loop, each built when its pattern is first needed there.
package final class PatternCache {
    private var automatons: [ObjectIdentifier: (pattern: Pattern, automaton: PatternAutomaton)] =
        [:]

    /// No automaton yet.
    package init() {}

    /// The automaton of a pattern.
    package func automaton(of pattern: Pattern) -> PatternAutomaton {
        let key = ObjectIdentifier(pattern)
        if let entry = automatons[key] { return entry.automaton }
        // Patterns of a stream of targets come and go; they are kept alive here, so their number has to be bounded.
        if automatons.count >= 4096 { automatons.removeAll() }
        let automaton = PatternAutomaton(pattern.program)
        automatons[key] = (pattern, automaton)
        return automaton
    }

    /// True if a pattern is found in a text; nil if the search was given up.
    package func finds(_ pattern: Pattern, in text: String) -> Bool? {
        let automaton = automaton(of: pattern)
        var position = automaton.begin()
        var text = text
        text.withUTF8 { automaton.feed(UnsafeRawBufferPointer($0), at: &position) }
        return position.hasGivenUp ? nil : automaton.finish(position)
    }
}
