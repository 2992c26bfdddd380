// SPDX-License-Identifier: MIT

import PmonJSON

extension JSONMembers.Member {
    /// The number of a record's field, absent if it is no possible one.
    func number(_ field: NumberField) -> Double? { field.number(double) }

    /// The integer of a record's field, absent if it is no possible one.
    func integer(_ field: NumberField) -> Int? { field.integer(int) }

    /// False for a number that is not possible; one of the usual spelling is judged in one pass over its digits.
    func isPossible(_ field: NumberField) -> Bool {
        guard let first = rawValue.first, first == UInt8(ascii: "-") || first &- 0x30 < 10 else {
            return true
        }
        if let decimal {
            let whole = Double(decimal.whole)
            let isBelow = field.isInteger ? decimal.isWhole : whole < field.range.upperBound
            if isBelow, field.range.contains(whole) { return true }
        }
        return field.isInteger ? integer(field) != nil : number(field) != nil
    }
}
