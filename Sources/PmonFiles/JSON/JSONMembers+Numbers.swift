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
        if field.range.lowerBound == 0, hasFewDigits(field) { return true }
        return number(field) != nil
    }

    /// True for digits, with a fraction or without, of which so few stand before it that the limit is not reached.
    private func hasFewDigits(_ field: NumberField) -> Bool {
        let bytes = rawValue.prefix { $0 &- 0x30 < 10 }
        guard !bytes.isEmpty, bytes.count <= 11, bytes.count < 11 || field.range.upperBound > 1e11
        else { return false }
        let rest = rawValue[bytes.endIndex...]
        return rest.isEmpty
            || (rest.first == UInt8(ascii: ".") && rest.dropFirst().allSatisfy { $0 &- 0x30 < 10 })
    }
}
