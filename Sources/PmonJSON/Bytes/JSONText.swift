// SPDX-License-Identifier: MIT

/// Turns the inside of a JSON string into text.
package enum JSONText {
    /// The text between two quotes that a scanner has found valid; a lone surrogate becomes U+FFFD.
    static func decode(_ raw: UnsafeRawBufferPointer) -> String {
        guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
        return String(decoding: unescape(raw), as: UTF8.self)
    }

    /// The same as bytes of UTF-8.
    package static func unescape(_ raw: UnsafeRawBufferPointer) -> [UInt8] {
        guard raw.contains(UInt8(ascii: "\\")) else { return Array(raw) }
        var text: [UInt8] = []
        text.reserveCapacity(raw.count)
        guard let base = raw.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return text }
        let end = base + raw.count
        var place = base
        while place < end {
            guard place.pointee == UInt8(ascii: "\\"), end - place >= 2 else {
                text.append(place.pointee)
                place += 1
                continue
            }
            let escape = place[1]
            place += 2
            switch escape {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"): place += appendUnicode(place, end, to: &text)
            default: text.append(escape)
            }
        }
        return text
    }

    /// Appends the character of `\u`, whose digits begin at `place`; returns how many bytes it took.
    private static func appendUnicode(
        _ place: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>,
        to text: inout [UInt8]
    ) -> Int {
        guard let unit = JSONCursor.hexUnit(place, end) else { return 0 }
        var value = UInt32(unit)
        var length = 4
        if unit & 0xFC00 == 0xD800, end - place >= 10, place[4] == UInt8(ascii: "\\"),
            place[5] == UInt8(ascii: "u"), let low = JSONCursor.hexUnit(place + 6, end),
            low & 0xFC00 == 0xDC00
        {
            value = 0x10000 + (value & 0x3FF) << 10 + UInt32(low & 0x3FF)
            length = 10
        }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return length
    }
}
