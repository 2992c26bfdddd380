// SPDX-License-Identifier: MIT

/// Makes valid UTF-8 of a text that comes in pieces: what is invalid becomes U+FFFD, what is valid passes uncopied.
///
/// https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf (Table 3-7, and substitution of maximal subparts)
struct TextRepair {
    /// U+FFFD in UTF-8.
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// The beginning of a scalar that the last piece ended in.
    private var pending: [UInt8] = []

    /// Passes the next piece on to `sink`, in one or more parts.
    mutating func feed(
        _ bytes: UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) -> Void
    ) {
        var index = 0
        while !pending.isEmpty, index < bytes.count {
            if take(bytes[index], to: sink) { index += 1 }
        }
        var start = index
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let length = Self.validLength(bytes, at: index)
            if length > 0 {
                index += length
                continue
            }
            sink(UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
            // Byte by byte until the scalar is found to be complete, broken, or unfinished in this piece.
            repeat {
                if take(bytes[index], to: sink) { index += 1 }
            } while !pending.isEmpty && index < bytes.count
            start = index
        }
        if start < bytes.count { sink(UnsafeRawBufferPointer(rebasing: bytes[start...])) }
    }

    /// Ends the text.
    mutating func finish(to sink: (UnsafeRawBufferPointer) -> Void) {
        guard !pending.isEmpty else { return }
        pending = []
        Self.replacement.withUnsafeBytes(sink)
    }

    /// Takes one byte of a scalar; false if it belongs to the next, because the pending one is broken.
    private mutating func take(_ byte: UInt8, to sink: (UnsafeRawBufferPointer) -> Void) -> Bool {
        guard Self.canFollow(byte, pending) else {
            let isLead = pending.isEmpty
            pending = []
            Self.replacement.withUnsafeBytes(sink)
            return isLead
        }
        pending.append(byte)
        if pending.count == Self.length(pending[0]) {
            pending.withUnsafeBytes(sink)
            pending = []
        }
        return true
    }

    /// The length of the valid scalar beyond ASCII at a place; 0 if there is none, or none whole.
    private static func validLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        let length = length(bytes[index])
        guard length > 1, index + length <= bytes.count else { return 0 }
        let second = bytes[index + 1]
        guard secondRange(bytes[index]).contains(second) else { return 0 }
        for place in 2..<max(length, 2) where bytes[index + place] & 0xC0 != 0x80 { return 0 }
        return length
    }

    private static func canFollow(_ byte: UInt8, _ pending: [UInt8]) -> Bool {
        switch pending.count {
        case 0: length(byte) > 0
        case 1: secondRange(pending[0]).contains(byte)
        default: byte & 0xC0 == 0x80
        }
    }

    /// How many bytes a scalar has that begins so; 0 if none does.
    private static func length(_ lead: UInt8) -> Int {
        switch lead {
        case 0x00...0x7F: 1
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }

    private static func secondRange(_ lead: UInt8) -> ClosedRange<UInt8> {
        switch lead {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}
