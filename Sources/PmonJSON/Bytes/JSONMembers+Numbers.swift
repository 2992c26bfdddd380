// SPDX-License-Identifier: MIT

extension JSONMembers.Member {
    /// The value of a number without sign and exponent that has few digits; nil for others.
    ///
    /// One division of two numbers that are exact rounds as a reading of the text does.
    var plainDouble: Double? {
        var digits = 0
        var scale = 1.0
        var isFraction = false
        guard rawValue.count <= 18 else { return nil }
        for byte in rawValue {
            if byte &- 0x30 < 10 {
                digits = digits &* 10 &+ Int(byte &- 0x30)
                if isFraction { scale *= 10 }
            } else if byte == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else {
                return nil
            }
        }
        return digits <= 1 << 53 ? Double(digits) / scale : nil
    }

    /// The whole part of a number without sign and exponent, of at most 15 digits; nil for other values.
    package var wholePart: Int? { decimal?.whole }

    /// The same, and whether nothing follows; a double holds each number of 15 digits.
    @inline(__always)
    package var decimal: (whole: Int, isWhole: Bool)? {
        var whole = 0
        var index = 0
        while index < rawValue.count, rawValue[index] &- 0x30 < 10 {
            whole = whole &* 10 &+ Int(rawValue[index] &- 0x30)
            index += 1
        }
        guard index > 0, index <= 15 else { return nil }
        guard index < rawValue.count else { return (whole, true) }
        guard rawValue[index] == UInt8(ascii: ".") else { return nil }
        index += 1
        while index < rawValue.count {
            guard rawValue[index] &- 0x30 < 10 else { return nil }
            index += 1
        }
        return (whole, false)
    }
}
