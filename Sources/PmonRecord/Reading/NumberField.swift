// SPDX-License-Identifier: MIT

import PmonJSON

/// A field of a record that holds a number, and the numbers that are possible for it.
///
/// Everything that reads such a field asks here: what is not possible counts as absent, so that no number of a file can do
/// harm. The store does not take a record that has one.
package struct NumberField: Sendable {
    /// Its key, within `timing` or `certificate` where it stands there.
    package let key: StaticString
    /// The numbers that are possible.
    package let range: ClosedRange<Double>
    /// True if it has neither fraction nor exponent.
    package let isInteger: Bool

    private init(_ key: StaticString, _ range: ClosedRange<Double>, isInteger: Bool = true) {
        self.key = key
        self.range = range
        self.isInteger = isInteger
    }

    /// The last second of the year 9999.
    private static let lastSecond = 253_402_300_799.0

    /// Unix seconds of the check; one in milliseconds lies beyond.
    package static let at = NumberField("at", 0...lastSecond, isInteger: false)
    /// Unix milliseconds of the scan.
    package static let run = NumberField("run", 0...(lastSecond * 1000 + 999))
    /// Records of the scan.
    package static let of = NumberField("of", 1...1e9)
    /// HTTP status; some servers answer beyond 599.
    package static let status = NumberField("status", 100...999)
    /// Body bytes; a double holds each integer up to the limit.
    package static let size = NumberField("size", 0...9_007_199_254_740_992)
    /// Redirects followed.
    package static let redirects = NumberField("redirects", 0...1e6)
    /// Tries made.
    package static let attempts = NumberField("attempts", 0...1e6)
    /// Unix seconds since when the result holds.
    package static let since = NumberField("since", 0...lastSecond, isInteger: false)
    /// Unix seconds of the beginning of an outage.
    package static let outage = NumberField("outage", 0...lastSecond, isInteger: false)
    /// Runs the result has held.
    package static let streak = NumberField("streak", 0...1e12)
    /// The members of `timing` in milliseconds, up to a year.
    package static let timing = ["dns", "connect", "tls", "wait", "receive", "total"].map {
        NumberField($0, 0...31_536_000_000, isInteger: false)
    }
    /// The whole duration.
    package static let total = timing[5]
    /// Days that a certificate lasts, from the year 1 to 9999 whatever the present is.
    package static let days = NumberField("days", -4e6...4e6, isInteger: false)

    /// Those that are members of the record itself.
    package static let all = [
        at, run, of, status, size, redirects, attempts, since, outage, streak,
    ]

    /// The number if it is possible.
    package func number(_ value: Double?) -> Double? {
        value.flatMap { range.contains($0) ? $0 : nil }
    }

    /// The integer if it is possible.
    package func integer(_ value: Int?) -> Int? {
        // A double does not hold every integer near the limits.
        value.flatMap { (Int(range.lowerBound)...Int(range.upperBound)).contains($0) ? $0 : nil }
    }

    /// The expectation in words.
    package var expected: String {
        "\(isInteger ? "an integer" : "a number") from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
    }

    /// False for a number that is not possible; other types count as absent.
    func allows(_ value: JSONValue?) -> Bool {
        guard case .number(let number) = value else { return true }
        return isInteger ? integer(number.int) != nil : self.number(number.double) != nil
    }
}

extension Record {
    /// The number of a field; nil if it is out of range.
    package func number(_ field: NumberField) -> Double? {
        field.number(members["\(field.key)"]?.double)
    }

    /// The integer of a field; nil if it is out of range.
    package func integer(_ field: NumberField) -> Int? {
        field.integer(members["\(field.key)"]?.int)
    }

    /// Milliseconds of the whole check.
    package var milliseconds: Double? {
        NumberField.total.number(self[.timing]?.object?["total"]?.double)
    }

    /// A sentence that names the field whose number is not possible, or nil.
    package var numberProblem: String? {
        for field in NumberField.all where !field.allows(members["\(field.key)"]) {
            return "wrong \"\(field.key)\", expected \(field.expected)"
        }
        return problem(in: .timing, of: NumberField.timing)
            ?? problem(in: .certificate, of: [.days])
    }

    private func problem(in key: RecordKey, of fields: [NumberField]) -> String? {
        guard case .object(let object) = self[key] else { return nil }
        for field in fields where !field.allows(object["\(field.key)"]) {
            return "wrong \"\(field.key)\" in \"\(key.rawValue)\", expected \(field.expected)"
        }
        return nil
    }
}
