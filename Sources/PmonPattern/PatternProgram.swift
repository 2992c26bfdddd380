// SPDX-License-Identifier: MIT

/// A non-deterministic automaton over bytes (Thompson's construction).
struct PatternProgram: Sendable {
    /// One state of the automaton.
    enum Instruction: Sendable {
        /// Takes a byte of the set and goes on at `next`.
        case bytes(ByteSet, next: Int32)
        /// Goes on at both places.
        case split(Int32, Int32)
        /// Goes on at `next` if the place is right.
        case assert(PatternAssertion, next: Int32)
        /// Found.
        case match
    }

    /// A set of byte values.
    struct ByteSet: Hashable, Sendable {
        private var words: SIMD4<UInt64> = .zero

        /// The values of ranges.
        init(_ ranges: [ClosedRange<UInt8>]) {
            for range in ranges {
                for value in range { words[Int(value >> 6)] |= 1 << UInt64(value & 63) }
            }
        }

        /// True if the value is in it.
        func contains(_ value: UInt8) -> Bool {
            words[Int(value >> 6)] & (1 << UInt64(value & 63)) != 0
        }
    }

    /// All states; `start` is where it begins.
    let instructions: [Instruction]
    let start: Int32
    /// True if the byte before and behind a place matter.
    let hasAssertions: Bool
    /// Bytes that no instruction tells apart share a class; class of each byte, and how many there are.
    let classes: [UInt8]
    let classCount: Int

    /// A program of those instructions.
    init(instructions: [Instruction], start: Int32) {
        self.instructions = instructions
        self.start = start
        var sets: Set<ByteSet> = []
        var hasAssertions = false
        for instruction in instructions {
            switch instruction {
            case .bytes(let set, _): sets.insert(set)
            case .assert: hasAssertions = true
            case .split, .match: break
            }
        }
        if hasAssertions {
            sets.insert(ByteSet([0x0A...0x0A]))
            sets.insert(ByteSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]))
        }
        self.hasAssertions = hasAssertions
        (classes, classCount) = Self.classes(telling: sets)
    }

    /// Splits the classes by one set after the other.
    private static func classes(telling sets: Set<ByteSet>) -> ([UInt8], Int) {
        var classes = [UInt8](repeating: 0, count: 256)
        var count = 1
        for set in sets where count < 256 {
            // The first byte inside keeps a class apart from the first outside.
            var inside: [UInt8: UInt8] = [:]
            var isMixed = Set<UInt8>()
            for value in UInt8.min...UInt8.max where !set.contains(value) {
                isMixed.insert(classes[Int(value)])
            }
            for value in UInt8.min...UInt8.max where set.contains(value) {
                let old = classes[Int(value)]
                guard isMixed.contains(old) else { continue }
                if inside[old] == nil {
                    inside[old] = UInt8(truncatingIfNeeded: count)
                    count += 1
                }
                classes[Int(value)] = inside[old] ?? old
            }
        }
        return (classes, count)
    }
}
