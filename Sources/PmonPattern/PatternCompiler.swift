// SPDX-License-Identifier: MIT

/// Turns a parsed pattern into a program, from its end to its beginning.
struct PatternCompiler {
    /// Bounds both memory and the work per byte.
    private static let limit = 5000

    private var instructions: [PatternProgram.Instruction] = []

    /// The program of a pattern.
    ///
    /// Throws if it would be too large, as nested counted repetitions are.
    static func compile(_ node: PatternNode) throws(PatternError) -> PatternProgram {
        var compiler = PatternCompiler()
        let end = try compiler.emit(.match)
        let start = try compiler.compile(node, next: end)
        return PatternProgram(instructions: compiler.instructions, start: start)
    }

    private mutating func emit(
        _ instruction: PatternProgram.Instruction
    ) throws(PatternError) -> Int32 {
        guard instructions.count < Self.limit else {
            throw PatternError(message: "the pattern is too large")
        }
        instructions.append(instruction)
        return Int32(instructions.count - 1)
    }

    /// Emits a node that goes on at `next`, and returns where it begins.
    private mutating func compile(
        _ node: PatternNode,
        next: Int32
    ) throws(PatternError) -> Int32 {
        switch node {
        case .empty: return next
        case .set(let set): return try compile(set, next: next)
        case .assertion(let assertion): return try emit(.assert(assertion, next: next))
        case .sequence(let nodes):
            var next = next
            for node in nodes.reversed() { next = try compile(node, next: next) }
            return next
        case .alternatives(let nodes):
            var starts: [Int32] = []
            for node in nodes { starts.append(try compile(node, next: next)) }
            return try join(starts)
        case .repetition(let node, let minimum, let maximum):
            return try compile(node, minimum, maximum, next: next)
        }
    }

    private mutating func compile(
        _ node: PatternNode,
        _ minimum: Int,
        _ maximum: Int?,
        next: Int32
    ) throws(PatternError) -> Int32 {
        var start = next
        if let maximum {
            for _ in minimum..<max(maximum, minimum) {
                let body = try compile(node, next: start)
                start = try emit(.split(body, next))
            }
        } else {
            // The loop's head is known before its body, which ends there.
            let head = try emit(.split(next, next))
            let body = try compile(node, next: head)
            instructions[Int(head)] = .split(body, next)
            start = head
        }
        for _ in 0..<minimum {
            let first = try compile(node, next: start)
            // What needs no place is there any number of times; counting on would take for ever where counts nest.
            guard first != start else { break }
            start = first
        }
        return start
    }

    private mutating func compile(_ set: ScalarSet, next: Int32) throws(PatternError) -> Int32 {
        var ascii: [ClosedRange<UInt8>] = []
        var starts: [Int32] = []
        for range in set.ranges {
            if range == 0x80...0x10FFFF || range.lowerBound < 0x80 && range.upperBound == 0x10FFFF {
                starts += try compileAnyBeyondASCII(next: next)
                if range.lowerBound < 0x80 { ascii.append(UInt8(range.lowerBound)...0x7F) }
                continue
            }
            for sequence in UTF8Ranges.sequences(range) {
                if sequence.count == 1 {
                    ascii.append(sequence[0])
                    continue
                }
                var place = next
                for bytes in sequence.reversed() {
                    place = try emit(.bytes(PatternProgram.ByteSet([bytes]), next: place))
                }
                starts.append(place)
            }
        }
        if !ascii.isEmpty {
            starts.append(try emit(.bytes(PatternProgram.ByteSet(ascii), next: next)))
        }
        return try join(starts)
    }

    /// Any scalar of two to four bytes; the text is valid UTF-8, so the lead byte tells the length and no more is needed.
    private mutating func compileAnyBeyondASCII(next: Int32) throws(PatternError) -> [Int32] {
        let tail = PatternProgram.ByteSet([0x80...0xBF])
        let one = try emit(.bytes(tail, next: next))
        let two = try emit(.bytes(tail, next: one))
        let three = try emit(.bytes(tail, next: two))
        return [
            try emit(.bytes(PatternProgram.ByteSet([0xC2...0xDF]), next: one)),
            try emit(.bytes(PatternProgram.ByteSet([0xE0...0xEF]), next: two)),
            try emit(.bytes(PatternProgram.ByteSet([0xF0...0xF4]), next: three)),
        ]
    }

    /// Goes on at all of the places; at none where there is none, which an empty set means.
    private mutating func join(_ starts: [Int32]) throws(PatternError) -> Int32 {
        guard var place = starts.last else {
            return try emit(.bytes(PatternProgram.ByteSet([]), next: 0))
        }
        for start in starts.dropLast().reversed() { place = try emit(.split(start, place)) }
        return place
    }
}
