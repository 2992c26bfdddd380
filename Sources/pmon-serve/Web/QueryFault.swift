// SPDX-License-Identifier: MIT

/// A fault of a query of the API.
enum QueryFault {
    /// Why the value of a name is none of those that a type has; `nil` if it is.
    static func choice<T>(_ fields: FormFields, _ name: String, _: T.Type) -> String?
    where T: RawRepresentable & CaseIterable, T.RawValue == String {
        guard let value = fields[name], T(rawValue: value) == nil else {
            return nil
        }
        return "\(name) is one of \(T.allCases.map(\.rawValue).joined(separator: ", "))"
    }

    /// Why the value of a name is no number of a range; `nil` if it is.
    static func number(_ fields: FormFields, _ name: String, _ range: ClosedRange<Int>) -> String? {
        guard let value = fields[name] else { return nil }
        if let number = Int(value), range.contains(number) { return nil }
        return "\(name) is a number from \(range.lowerBound) to \(range.upperBound)"
    }

    /// The first fault of several.
    static func first(_ faults: String?...) -> String? {
        faults.lazy.compactMap { $0 }.first
    }
}
