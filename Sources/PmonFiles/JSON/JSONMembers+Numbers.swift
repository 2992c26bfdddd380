// SPDX-License-Identifier: MIT

package import PmonCore

extension JSONMembers.Member {
    /// The number of a record's field, absent if it is no possible one.
    package func number(_ field: NumberField) -> Double? { field.number(double) }

    /// The integer of a record's field, absent if it is no possible one.
    package func integer(_ field: NumberField) -> Int? { field.integer(int) }

    /// False for a number that is not possible; one of the usual spelling is known without reading it.
    package func isPossible(_ field: NumberField) -> Bool {
        guard let first = rawValue.first, first == UInt8(ascii: "-") || first &- 0x30 < 10 else {
            return true
        }
        if field.isInteger { return integer(field) != nil }
        if field.range.lowerBound <= 0, field.range.upperBound > 1e10, isShortDecimal {
            return true
        }
        return number(field) != nil
    }

    /// True for a number below 10^10 without sign and exponent.
    @inline(__always)
    private var isShortDecimal: Bool {
        var digits = 0
        var isFraction = false
        for byte in rawValue {
            if byte &- 0x30 < 10 {
                if !isFraction { digits += 1 }
            } else if byte == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else {
                return false
            }
        }
        return digits > 0 && digits <= 10
    }
}
