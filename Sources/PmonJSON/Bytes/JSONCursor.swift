// SPDX-License-Identifier: MIT

/// Walks over JSON text without building anything: the one place that knows RFC 8259's grammar.
///
/// Its methods work on local pointers and are inlined into the loops that use them, which is what makes them fast:
/// strings are searched eight bytes at a time. They return false at a fault; `error` then tells which.
package struct JSONCursor {
    /// Levels of arrays and objects that a value may have.
    static let depthLimit = 64
    /// Levels that a latest file has around a record: its own, the entry of an address, and the list of its checks.
    static let levelsAroundRecord = 3

    /// Which deviations are let through.
    package enum Strictness: Sendable {
        /// None: lone surrogates and numbers beyond a double are faults. For what comes from outside.
        case strict
        /// Grammar and UTF-8 alone. For history that older tools have written.
        case grammar
    }

    package let start: UnsafePointer<UInt8>
    package let end: UnsafePointer<UInt8>
    let strictness: Strictness
    package var position: UnsafePointer<UInt8>
    package var problem: JSONError.Problem?
    /// Strings so far that were more than plain ASCII without escapes.
    package var escapes = 0

    /// A cursor at the first of some bytes, which must stay where they are while it is used.
    package init(_ bytes: UnsafeRawBufferPointer, strictness: Strictness = .strict) {
        // An empty buffer may have no address; any will do, as nothing is read through it.
        let base = bytes.baseAddress ?? UnsafeRawPointer(Self.nowhere)
        start = base.assumingMemoryBound(to: UInt8.self)
        end = start + bytes.count
        position = start
        self.strictness = strictness
    }

    /// Bytes from the first one to the position.
    @inline(__always)
    package var offset: Int { position - start }

    /// What went wrong, after a method has returned false.
    package var error: JSONError {
        JSONError(problem ?? .unexpectedEnd, offset: offset)
    }

    // What is inlined keeps a cursor that is a local variable in registers; one call that takes its address would
    // put it into memory for the whole loop. So the rare paths are functions of values.

    /// Notes a fault at a byte; always false.
    @inline(__always)
    mutating func fail(_ problem: JSONError.Problem, at place: UnsafePointer<UInt8>) -> Bool {
        self.problem = problem
        position = place
        return false
    }

    /// Notes that another byte was expected at the position; always false.
    @inline(__always)
    package mutating func failHere() -> Bool {
        fail(Self.unexpected(position, end), at: position)
    }

    @inline(never)
    private static func unexpected(
        _ place: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>
    ) -> JSONError.Problem {
        place < end ? .unexpectedByte(place.pointee) : .unexpectedEnd
    }

    /// Moves over spaces, tabs and line ends.
    @inline(__always)
    package mutating func skipWhitespace() {
        while position < end, position.pointee <= 0x20 {
            let byte = position.pointee
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// The byte at the position, or 0 at the end; 0 is no byte of JSON's grammar.
    @inline(__always)
    package var byte: UInt8 { position < end ? position.pointee : 0 }

    /// Moves over one byte that must be `wanted`.
    @inline(__always)
    package mutating func skip(_ wanted: UInt8) -> Bool {
        guard byte == wanted else { return failHere() }
        position += 1
        return true
    }

    /// Moves over `true`, `false` or `null`.
    @inline(__always)
    mutating func skipLiteral() -> Bool {
        switch byte {
        case UInt8(ascii: "t"): skipWord("true")
        case UInt8(ascii: "f"): skipWord("false")
        case UInt8(ascii: "n"): skipWord("null")
        default: failHere()
        }
    }

    @inline(__always)
    private mutating func skipWord(_ word: StaticString) -> Bool {
        for index in 0..<word.utf8CodeUnitCount {
            guard byte == word.utf8Start[index] else { return failHere() }
            position += 1
        }
        return true
    }

    // One byte that is never freed, so that an empty buffer has an address as well.
    nonisolated(unsafe) private static let nowhere = UnsafeMutableRawPointer.allocate(
        byteCount: 8,
        alignment: 8
    )
}
