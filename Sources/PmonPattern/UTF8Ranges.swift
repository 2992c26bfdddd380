// SPDX-License-Identifier: MIT

/// Ranges of scalars as ranges of the bytes that encode them.
enum UTF8Ranges {
    /// The sequences of byte ranges that together match exactly the scalars of `range` in UTF-8.
    ///
    /// A range is cut at the borders of encoded lengths and around the surrogates, and then wherever a byte but the
    /// first would not run over all of its values (RFC 3629 section 4).
    static func sequences(_ range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
        var result: [[ClosedRange<UInt8>]] = []
        for block in [0...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF]
            as [ClosedRange<UInt32>]
        {
            let low = max(range.lowerBound, block.lowerBound)
            let high = min(range.upperBound, block.upperBound)
            if low <= high { split(low, high, into: &result) }
        }
        return result
    }

    private static func split(
        _ low: UInt32,
        _ high: UInt32,
        into result: inout [[ClosedRange<UInt8>]]
    ) {
        let length = encoded(low).count
        for bits in stride(from: 6, to: 6 * length, by: 6) {
            let mask = (UInt32(1) << UInt32(bits)) - 1
            guard low & ~mask != high & ~mask else { continue }
            if low & mask != 0 {
                split(low, low | mask, into: &result)
                split((low | mask) + 1, high, into: &result)
                return
            }
            if high & mask != mask {
                split(low, (high & ~mask) - 1, into: &result)
                split(high & ~mask, high, into: &result)
                return
            }
        }
        result.append(zip(encoded(low), encoded(high)).map { $0...$1 })
    }

    private static func encoded(_ value: UInt32) -> [UInt8] {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | ((value >> shift) & 0x3F)) }
        switch value {
        case ...0x7F: return [UInt8(value)]
        case ...0x7FF: return [UInt8(0xC0 | (value >> 6)), tail(0)]
        case ...0xFFFF: return [UInt8(0xE0 | (value >> 12)), tail(6), tail(0)]
        default: return [UInt8(0xF0 | (value >> 18)), tail(12), tail(6), tail(0)]
        }
    }
}
