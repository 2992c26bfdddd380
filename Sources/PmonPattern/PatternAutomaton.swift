// SPDX-License-Identifier: MIT

/// Runs a program over a text that comes in pieces, in time linear in its length.
///
/// Sets of states that occur become states of a deterministic automaton, built as the text needs them and kept for
/// later texts; once its table is full, further sets are worked out anew for each byte. It belongs to one thread.
package final class PatternAutomaton {
    /// Where a search has got to.
    package struct Position {
        /// Number of a kept state, or -1 where `loose` holds the set.
        fileprivate var state: Int32
        fileprivate var loose = StateSet(places: [], context: .start)
        /// True once the pattern was found.
        fileprivate(set) var isFound = false
        /// Work left, in visited program places; below zero the search has given up.
        fileprivate(set) var budget: Int

        /// True if the search took too much work and was given up.
        package var hasGivenUp: Bool { budget < 0 }
    }

    /// What stood before a place.
    fileprivate enum Context: UInt8 { case start, newline, word, other }

    fileprivate struct StateSet: Hashable {
        var places: [Int32]
        var context: Context
    }

    /// About a second of work; no useful pattern comes near it.
    static let budget = 200_000_000
    private static let tableLimit = 128 * 1024
    private static let unknown: Int32 = -1
    private static let found: Int32 = -2

    private let program: PatternProgram
    private var sets: [StateSet] = []
    private var numbers: [StateSet: Int32] = [:]
    private var table: [Int32] = []
    private var mark: [UInt32]
    private var generation: UInt32 = 0

    /// An automaton of a program, with nothing built yet.
    init(_ program: PatternProgram) {
        self.program = program
        mark = Array(repeating: 0, count: program.instructions.count)
    }

    /// Where every search begins.
    package func begin() -> Position {
        let set = StateSet(places: [], context: .start)
        return Position(state: number(of: set) ?? -1, loose: set, budget: Self.budget)
    }

    /// Searches on in the next piece of the text.
    package func feed(_ bytes: UnsafeRawBufferPointer, at position: inout Position) {
        var index = 0
        while index < bytes.count, !position.isFound, !position.hasGivenUp {
            if position.state >= 0 {
                run(bytes, from: &index, at: &position)
            } else {
                step(bytes[index], at: &position)
                index += 1
            }
        }
    }

    /// True if the pattern is found in the text that ends here.
    package func finish(_ position: Position) -> Bool {
        if position.isFound { return true }
        guard !position.hasGivenUp else { return false }
        let set = position.state >= 0 ? sets[Int(position.state)] : position.loose
        var visited = 0
        return closure(of: set, before: nil, visited: &visited) == nil
    }

    /// Follows kept transitions for as long as there are any.
    private func run(
        _ bytes: UnsafeRawBufferPointer,
        from index: inout Int,
        at position: inout Position
    ) {
        var state = position.state
        var place = index
        let width = program.classCount
        var target = Self.unknown
        table.withUnsafeBufferPointer { table in
            program.classes.withUnsafeBufferPointer { classes in
                while place < bytes.count {
                    target = table[Int(state) * width + Int(classes[Int(bytes[place])])]
                    guard target >= 0 else { return }
                    state = target
                    place += 1
                }
            }
        }
        index = place
        position.state = state
        guard place < bytes.count else { return }
        if target == Self.found {
            position.isFound = true
            return
        }
        step(bytes[place], at: &position)
        index += 1
    }

    /// Works out one transition, and keeps it if there is room.
    private func step(_ byte: UInt8, at position: inout Position) {
        let origin = position.state
        let set = origin >= 0 ? sets[Int(origin)] : position.loose
        var visited = 0
        defer { position.budget -= visited }
        let slot = Int(origin) * program.classCount + Int(program.classes[Int(byte)])
        guard let takers = closure(of: set, before: byte, visited: &visited) else {
            position.isFound = true
            if origin >= 0 { table[slot] = Self.found }
            return
        }
        let next = StateSet(places: takers, context: program.hasAssertions ? context(byte) : .other)
        if let number = number(of: next) {
            position.state = number
            if origin >= 0 { table[slot] = number }
        } else {
            position.state = -1
            position.loose = next
        }
    }

    /// The number of a set, which is kept if there is room.
    private func number(of set: StateSet) -> Int32? {
        if let number = numbers[set] { return number }
        guard table.count + program.classCount <= Self.tableLimit else { return nil }
        let number = Int32(sets.count)
        sets.append(set)
        numbers[set] = number
        table += [Int32](repeating: Self.unknown, count: program.classCount)
        return number
    }

    private func context(_ byte: UInt8) -> Context {
        switch byte {
        case 0x0A: .newline
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: .word
        default: .other
        }
    }

    /// Where the program stands after `byte` (nil at the text's end); nil if it has found the pattern before it.
    ///
    /// The pattern may begin at any place, so its start is always among the places.
    private func closure(of set: StateSet, before byte: UInt8?, visited: inout Int) -> [Int32]? {
        generation &+= 1
        if generation == 0 {
            mark = Array(repeating: 0, count: mark.count)
            generation = 1
        }
        var stack = set.places
        stack.append(program.start)
        var targets: [Int32] = []
        while let place = stack.popLast() {
            guard mark[Int(place)] != generation else { continue }
            mark[Int(place)] = generation
            visited += 1
            switch program.instructions[Int(place)] {
            case .match: return nil
            case .bytes(let bytes, let next):
                if let byte, bytes.contains(byte) { targets.append(next) }
            case .split(let first, let second):
                stack.append(first)
                stack.append(second)
            case .assert(let assertion, let next):
                if holds(assertion, after: set.context, before: byte) { stack.append(next) }
            }
        }
        guard targets.count > 1 else { return targets }
        targets.sort()
        var count = 1
        for index in 1..<targets.count where targets[index] != targets[count - 1] {
            targets[count] = targets[index]
            count += 1
        }
        targets.removeSubrange(count...)
        return targets
    }

    private func holds(_ assertion: PatternAssertion, after: Context, before byte: UInt8?) -> Bool {
        let isWordBehind = byte.map { context($0) == .word } ?? false
        return switch assertion {
        case .textStart: after == .start
        case .textEnd: byte == nil
        case .lineStart: after == .start || after == .newline
        case .lineEnd: byte == nil || byte == 0x0A
        case .wordBoundary: (after == .word) != isWordBehind
        case .noWordBoundary: (after == .word) == isWordBehind
        }
    }
}
