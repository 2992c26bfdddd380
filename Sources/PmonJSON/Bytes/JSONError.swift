// SPDX-License-Identifier: MIT

/// Why bytes are not the JSON that was asked for, and where.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Problem: Equatable, Sendable {
        /// The bytes end inside a value.
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpectedByte(UInt8)
        /// A value of another type than an object.
        case notAnObject
        /// Something follows the value.
        case trailingBytes
        /// The bytes begin with U+FEFF, which RFC 8259 section 8.1 forbids.
        case byteOrderMark
        /// A control character below U+0020 inside a string, which must be escaped.
        case controlCharacter(UInt8)
        /// A backslash before something that RFC 8259 section 7 does not know.
        case badEscape
        /// An escaped surrogate without its other half.
        case loneSurrogate
        /// Bytes that are not UTF-8 (RFC 3629).
        case invalidUTF8
        /// A number against the grammar of RFC 8259 section 6, such as `01` or `1.`.
        case malformedNumber
        /// A number beyond what a double can hold, such as `1e400`.
        case numberOutOfRange
        /// More levels of arrays and objects than `JSONCursor.depthLimit`.
        case tooDeep
        /// A key that its object has already.
        case duplicateKey
        /// One record where a history has a list of them, as in a latest file.
        case recordWithoutList
    }

    /// What is wrong.
    let problem: Problem
    /// The byte at which it shows, counted from 0.
    let offset: Int

    /// A problem at a byte.
    package init(_ problem: Problem, offset: Int) {
        self.problem = problem
        self.offset = offset
    }

    package var description: String { "\(text) at byte \(offset)" }

    private var text: String {
        switch problem {
        case .unexpectedEnd: "unexpected end"
        case .unexpectedByte(let byte): "unexpected \(Self.name(byte))"
        case .notAnObject: "not an object"
        case .trailingBytes: "unexpected data after the value"
        case .byteOrderMark: "byte order mark"
        case .controlCharacter(let byte): "unescaped control character \(Self.name(byte))"
        case .badEscape: "unknown escape"
        case .loneSurrogate: "lone surrogate"
        case .invalidUTF8: "invalid UTF-8"
        case .malformedNumber: "malformed number"
        case .numberOutOfRange: "number out of range"
        case .tooDeep: "nesting over \(JSONCursor.depthLimit) levels"
        case .duplicateKey: "duplicate key"
        case .recordWithoutList: "a record in place of a list of them, as in a latest file"
        }
    }

    private static func name(_ byte: UInt8) -> String {
        byte > 0x20 && byte < 0x7F
            ? "'\(Character(Unicode.Scalar(byte)))'"
            : "byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
