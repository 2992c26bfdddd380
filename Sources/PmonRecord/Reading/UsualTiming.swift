// SPDX-License-Identifier: MIT

/// Knows the `timing` of nearly all records by one look at its bytes.
enum UsualTiming {
    /// True if a value is certainly an object in which each phase stands at most once, and each number is possible.
    ///
    /// So is one without spaces, with no other members, whose numbers are below 10^10 and have neither sign nor
    /// exponent. All else needs a closer look. The value is valid JSON.
    static func isOne(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.first == UInt8(ascii: "{") else { return false }
        var place = 0
        var seen: UInt8 = 0
        repeat {
            let key = place + 2
            place = key
            while place < value.count, value[place] &- 0x61 < 26 { place += 1 }
            guard place + 2 < value.count, value[key - 1] == UInt8(ascii: "\""),
                value[place] == UInt8(ascii: "\""), value[place + 1] == UInt8(ascii: ":")
            else { return false }
            let bit = phase(UnsafeRawBufferPointer(rebasing: value[key..<place]))
            guard bit != 0, seen & bit == 0 else { return false }
            seen |= bit
            place += 2
            guard skipShortDecimal(value, &place), place < value.count else { return false }
        } while value[place] == UInt8(ascii: ",")
        return value[place] == UInt8(ascii: "}")
    }

    /// A bit for each phase; 0 for another key.
    private static func phase(_ key: UnsafeRawBufferPointer) -> UInt8 {
        switch key.count {
        case 3: isEqual(key, "dns") ? 1 : isEqual(key, "tls") ? 2 : 0
        case 4: isEqual(key, "wait") ? 4 : 0
        case 5: isEqual(key, "total") ? 8 : 0
        case 7: isEqual(key, "connect") ? 16 : isEqual(key, "receive") ? 32 : 0
        default: 0
        }
    }

    @inline(__always)
    private static func isEqual(_ key: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
        for index in 0..<key.count where key[index] != name.utf8Start[index] { return false }
        return true
    }

    /// Moves over a number of at most ten digits before its point; false for all others.
    @inline(__always)
    private static func skipShortDecimal(
        _ value: UnsafeRawBufferPointer,
        _ place: inout Int
    ) -> Bool {
        let start = place
        while place < value.count, value[place] &- 0x30 < 10 { place += 1 }
        guard place > start, place - start <= 10 else { return false }
        guard place < value.count, value[place] == UInt8(ascii: ".") else { return true }
        place += 1
        while place < value.count, value[place] &- 0x30 < 10 { place += 1 }
        return true
    }
}
