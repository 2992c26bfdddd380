// SPDX-License-Identifier: MIT

private import Glibc

extension JSONCursor {
    /// Moves over a number.
    @inline(__always)
    package mutating func skipNumber() -> Bool {
        let first = position
        if byte == UInt8(ascii: "-") { position += 1 }
        let digits = position
        if byte == UInt8(ascii: "0") {
            position += 1
        } else {
            skipDigits()
        }
        let count = position - digits
        guard count > 0 else { return fail(.malformedNumber, at: first) }
        var needsRangeCheck = count > 300
        if byte == UInt8(ascii: ".") {
            position += 1
            let fraction = position
            skipDigits()
            guard position > fraction else { return fail(.malformedNumber, at: first) }
        } else if digits.pointee == UInt8(ascii: "0"), Self.isDigit(byte) {
            return fail(.malformedNumber, at: first)
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            needsRangeCheck = true
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            let exponent = position
            skipDigits()
            guard position > exponent else { return fail(.malformedNumber, at: first) }
        }
        guard needsRangeCheck, strictness == .strict else { return true }
        return Self.isWithinDouble(first, position) || fail(.numberOutOfRange, at: first)
    }

    @inline(__always)
    private mutating func skipDigits() {
        while position < end, Self.isDigit(position.pointee) { position += 1 }
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    @inline(never)
    private static func isWithinDouble(
        _ first: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>
    ) -> Bool {
        let text = String(
            decoding: UnsafeBufferPointer(start: first, count: end - first),
            as: UTF8.self
        )
        return strtod(text, nil).isFinite
    }

    /// Moves over any value, spaces before it included, none after it.
    ///
    /// Not recursive: a bit a level tells objects from arrays. `depth` levels are taken to be open around it; less than none
    /// are levels that may be there beside those of a record.
    @inline(__always)
    package mutating func skipValue(depth: Int = 0) -> Bool {
        // A latest file has more levels than 64 bits could hold.
        var isObject: UInt128 = 0
        var level = depth
        value: while true {
            skipWhitespace()
            switch byte {
            case UInt8(ascii: "\""):
                guard skipString() else { return false }
            case UInt8(ascii: "{"):
                guard level < Self.depthLimit else { return fail(.tooDeep, at: position) }
                position += 1
                skipWhitespace()
                if byte == UInt8(ascii: "}") {
                    position += 1
                } else {
                    level += 1
                    isObject = isObject << 1 | 1
                    guard skipKey() else { return false }
                    continue value
                }
            case UInt8(ascii: "["):
                guard level < Self.depthLimit else { return fail(.tooDeep, at: position) }
                position += 1
                skipWhitespace()
                if byte == UInt8(ascii: "]") {
                    position += 1
                } else {
                    level += 1
                    isObject <<= 1
                    continue value
                }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard skipNumber() else { return false }
            default:
                guard skipLiteral() else { return false }
            }
            while level > depth {
                skipWhitespace()
                if byte == UInt8(ascii: ",") {
                    position += 1
                    if isObject & 1 == 1 {
                        skipWhitespace()
                        guard skipKey() else { return false }
                    }
                    continue value
                }
                let close = isObject & 1 == 1 ? UInt8(ascii: "}") : UInt8(ascii: "]")
                guard skip(close) else { return false }
                level -= 1
                isObject >>= 1
            }
            return true
        }
    }

    /// Moves over a key and its colon.
    @inline(__always)
    mutating func skipKey() -> Bool {
        guard skipString() else { return false }
        skipWhitespace()
        return skip(UInt8(ascii: ":"))
    }
}
