// SPDX-License-Identifier: MIT

extension JSONCursor {
    /// Moves over a string, from its opening quote to behind its closing one.
    @inline(__always)
    mutating func skipString() -> Bool {
        guard byte == UInt8(ascii: "\"") else { return failHere() }
        var place = position + 1
        while true {
            while end - place >= 8 {
                let special = Self.specialBytes(
                    UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
                )
                guard special == 0 else {
                    place += special.trailingZeroBitCount >> 3
                    break
                }
                place += 8
            }
            guard place < end else { return fail(.unexpectedEnd, at: end) }
            let byte = place.pointee
            if byte == UInt8(ascii: "\"") {
                position = place + 1
                return true
            }
            if byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") {
                place += 1
                continue
            }
            guard skipSpecial(&place) else { return false }
        }
    }

    /// The high bit of each byte that ends plain text: quote, backslash, control character, or beyond ASCII.
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

    /// Moves over an escape or a character beyond ASCII.
    @inline(never)
    private mutating func skipSpecial(_ place: inout UnsafePointer<UInt8>) -> Bool {
        let byte = place.pointee
        if byte == UInt8(ascii: "\\") { return skipEscape(&place) }
        if byte < 0x20 { return fail(.controlCharacter(byte), at: place) }
        let length = Self.lengthOfUTF8(place, end)
        guard length > 0 else { return fail(.invalidUTF8, at: place) }
        place += length
        return true
    }

    private mutating func skipEscape(_ place: inout UnsafePointer<UInt8>) -> Bool {
        guard end - place >= 2 else { return fail(.unexpectedEnd, at: end) }
        switch place[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            place += 2
            return true
        case UInt8(ascii: "u"):
            guard let unit = Self.hexUnit(place + 2, end) else {
                return fail(.badEscape, at: place)
            }
            guard unit & 0xF800 == 0xD800 else {
                place += 6
                return true
            }
            if unit < 0xDC00, end - place >= 12, place[6] == UInt8(ascii: "\\"),
                place[7] == UInt8(ascii: "u"), let low = Self.hexUnit(place + 8, end),
                low & 0xFC00 == 0xDC00
            {
                place += 12
                return true
            }
            guard strictness == .grammar else { return fail(.loneSurrogate, at: place) }
            place += 6
            return true
        default:
            return fail(.badEscape, at: place)
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
