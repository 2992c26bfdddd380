// SPDX-License-Identifier: MIT

/// How checks without a target give way to those that have one, for everything that keeps the checks of an address.
package enum NamelessChecks {
    /// A sequence of records of one address, and the checks that it leaves.
    package struct Case: Sendable {
        /// The target and place of each record, empty if it has none.
        package let records: [(target: String, place: String)]
        /// Each check as `TARGET/PLACE RUNS`, sorted.
        package let checks: [String]
    }

    /// The cases.
    package static let all = [
        Case(
            records: [("a", ""), ("b", ""), ("a", "x"), ("a", "")],
            checks: ["a/ 2", "a/x 1", "b/ 1"]
        ),
        Case(records: [("", ""), ("", ""), ("a", ""), ("b", "")], checks: ["a/ 3", "b/ 1"]),
        Case(records: [("", "x"), ("", "y"), ("a", "y")], checks: ["a/y 2"]),
        Case(records: [("", "x"), ("a", "y")], checks: ["a/y 1"]),
        Case(records: [("a", ""), ("", "")], checks: ["/ 1", "a/ 1"]),
        Case(records: [("a", ""), ("", ""), ("b", "")], checks: ["a/ 1", "b/ 2"]),
        Case(records: [("a", ""), ("", ""), ("a", "")], checks: ["a/ 2"]),
        Case(
            records: [("a", "x"), ("", "x"), ("", ""), ("b", "x"), ("", "")],
            checks: ["/ 1", "a/x 1", "b/x 2"]
        ),
    ]

    /// The members `target` and `place` of a record, each with a comma in front.
    package static func members(_ record: (target: String, place: String)) -> String {
        let target = record.target.isEmpty ? "" : #","target":"\#(record.target)""#
        return record.place.isEmpty ? target : #"\#(target),"place":"\#(record.place)""#
    }

    /// A check as `checks` has it.
    package static func text(_ target: [UInt8]?, _ place: [UInt8]?, _ runs: Int) -> String {
        let parts = [target, place].map { String(decoding: $0 ?? [], as: UTF8.self) }
        return "\(parts.joined(separator: "/")) \(runs)"
    }
}
