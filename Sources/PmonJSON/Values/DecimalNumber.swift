// SPDX-License-Identifier: MIT

/// A decimal number of any length, compared exactly: 9007199254740993 is not …992, and 1.0 is 1.
package struct DecimalNumber: Equatable, Comparable, Sendable {
    /// Exponents beyond that are all the same.
    private static let exponentLimit = 1 << 40

    private let isNegative: Bool
    /// Digits without zeros at either end; none for zero.
    private let digits: [UInt8]
    /// Places of the digits before the decimal point, may be negative.
    private let point: Int

    /// Reads digits with a sign, a point and an exponent, such as `-12.50` or `1e-3`; nil for anything else.
    package init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        var isNegative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest = rest.dropFirst()
        }
        let whole = rest.prefix(while: Self.isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: Self.isDigit)
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        var exponent = 0
        if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            guard let value = Self.exponent(rest.dropFirst()) else { return nil }
            exponent = value
            rest = []
        }
        guard rest.isEmpty else { return nil }
        let all = Array(whole + fraction)
        let leading = all.prefix { $0 == UInt8(ascii: "0") }.count
        let trailing = all.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        digits = leading == all.count ? [] : Array(all[leading..<all.count - trailing])
        point = digits.isEmpty ? 0 : whole.count - leading + exponent
        self.isNegative = isNegative && !digits.isEmpty
    }

    package static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        return left.isNegative ? right.isNearerToZero(than: left) : left.isNearerToZero(than: right)
    }

    private func isNearerToZero(than other: DecimalNumber) -> Bool {
        guard !digits.isEmpty, !other.digits.isEmpty else {
            return digits.isEmpty && !other.digits.isEmpty
        }
        guard point == other.point else { return point < other.point }
        return digits.lexicographicallyPrecedes(other.digits)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
        var digits = text
        let sign = digits.first
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { digits = digits.dropFirst() }
        guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
        let value = digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), exponentLimit) }
        return sign == UInt8(ascii: "-") ? -value : value
    }
}
