// SPDX-License-Identifier: MIT

extension JSONCursor {
    /// Moves over a string, from its opening quote to the byte after its closing one.
    @inline(__always)
    package mutating func skipString() -> Bool {
        guard byte == UInt8(ascii: "\"") else { return failHere() }
        let stop = Self.endOfPlainText(position + 1, end)
        if stop < end, stop.pointee == UInt8(ascii: "\"") {
            position = stop + 1
            return true
        }
        let rest = Self.endOfString(stop, end, strictness)
        escapes += 1
        position = rest.place
        problem = rest.problem
        return rest.problem == nil
    }

    /// The first byte from `place` on that is a quote, a backslash, a control character or beyond ASCII.
    @inline(__always)
    private static func endOfPlainText(
        _ place: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        var place = place
        while end - place >= 8 {
            let special = specialBytes(UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
            guard special == 0 else { return place + special.trailingZeroBitCount >> 3 }
            place += 8
        }
        while place < end, place.pointee >= 0x20, place.pointee < 0x80,
            place.pointee != UInt8(ascii: "\""), place.pointee != UInt8(ascii: "\\")
        {
            place += 1
        }
        return place
    }

    /// The high bit of each byte that ends plain text.
    ///
    /// The lowest bit set is exact; higher ones may be false, as a borrow reaches into them.
    @inline(__always)
    private static func specialBytes(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        let controls = word &- (ones &* 0x20)
        return (quotes | backslashes | controls | word) & (ones &* 0x80)
    }

    /// Where a careful walk ended: after a string, or at a fault.
    private struct Stop {
        var place: UnsafePointer<UInt8>
        var problem: JSONError.Problem?
    }

    /// Walks to the byte after the closing quote over escapes and characters beyond ASCII.
    @inline(never)
    private static func endOfString(
        _ start: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>,
        _ strictness: Strictness
    ) -> Stop {
        var place = start
        while true {
            place = endOfPlainText(place, end)
            guard place < end else { return Stop(place: end, problem: .unexpectedEnd) }
            let byte = place.pointee
            switch byte {
            case UInt8(ascii: "\""):
                return Stop(place: place + 1)
            case UInt8(ascii: "\\"):
                let stop = endOfEscape(place, end, strictness)
                guard stop.problem == nil else { return stop }
                place = stop.place
            case 0..<0x20:
                return Stop(place: place, problem: .controlCharacter(byte))
            default:
                let length = lengthOfUTF8(place, end)
                guard length > 0 else { return Stop(place: place, problem: .invalidUTF8) }
                place += length
            }
        }
    }

    private static func endOfEscape(
        _ place: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>,
        _ strictness: Strictness
    ) -> Stop {
        guard end - place >= 2 else { return Stop(place: end, problem: .unexpectedEnd) }
        switch place[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return Stop(place: place + 2)
        case UInt8(ascii: "u"):
            guard let unit = hexUnit(place + 2, end) else {
                return Stop(place: place, problem: .badEscape)
            }
            guard unit & 0xF800 == 0xD800 else { return Stop(place: place + 6) }
            if unit < 0xDC00, end - place >= 12, place[6] == UInt8(ascii: "\\"),
                place[7] == UInt8(ascii: "u"), let low = hexUnit(place + 8, end),
                low & 0xFC00 == 0xDC00
            {
                return Stop(place: place + 12)
            }
            return strictness == .grammar
                ? Stop(place: place + 6) : Stop(place: place, problem: .loneSurrogate)
        default:
            return Stop(place: place, problem: .badEscape)
        }
    }

    /// The value of four hexadecimal digits.
    static func hexUnit(_ place: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UInt16? {
        guard end - place >= 4 else { return nil }
        var value: UInt16 = 0
        for index in 0..<4 {
            let byte = place[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value << 4 | UInt16(byte & 15)
            case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"):
                value = value << 4 | UInt16(byte & 15 + 9)
            default: return nil
            }
        }
        return value
    }

    /// Bytes of the character that begins at `place`, 2 to 4; 0 if it is not UTF-8.
    ///
    /// The ranges are those of RFC 3629 section 4: no overlong forms, no surrogates, nothing above U+10FFFF.
    private static func lengthOfUTF8(
        _ place: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>
    ) -> Int {
        let left = end - place
        func isTail(_ index: Int) -> Bool { place[index] & 0xC0 == 0x80 }
        switch place[0] {
        case 0xC2...0xDF:
            return left >= 2 && isTail(1) ? 2 : 0
        case 0xE0...0xEF:
            guard left >= 3, isTail(1), isTail(2) else { return 0 }
            if place[0] == 0xE0, place[1] < 0xA0 { return 0 }
            if place[0] == 0xED, place[1] > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard left >= 4, isTail(1), isTail(2), isTail(3) else { return 0 }
            if place[0] == 0xF0, place[1] < 0x90 { return 0 }
            if place[0] == 0xF4, place[1] > 0x8F { return 0 }
            return 4
        default:
            return 0
        }
    }
}
