// SPDX-License-Identifier: MIT

import PmonFiles
import Testing

@testable import pmon_store

struct CheckCollectionTests {
    /// The checks of records in order of time, each as `TARGET/PLACE RUNS`.
    private func checks(_ names: [(target: String?, place: String?)]) -> [String] {
        var collection = CheckCollection()
        for (index, name) in names.enumerated() {
            let target = name.target.map { #","target":"\#($0)""# } ?? ""
            let place = name.place.map { #","place":"\#($0)""# } ?? ""
            let text = #"{"result":"SUCCESS","at":\#(index),"run":\#(index)\#(target)\#(place)}"#
            Array(text.utf8).withUnsafeBytes { collection.add($0, RecordFacts($0)) }
        }
        return CheckOrder.sorted(collection.checks).map { check in
            let name = check.record.withUnsafeBytes { RecordFields($0).name }
            let parts = [name.target, name.place].map { String(decoding: $0 ?? [], as: UTF8.self) }
            return "\(parts.joined(separator: "/")) \(check.streak)"
        }
    }

    @Test func `target and place tell checks apart`() {
        #expect(
            checks([("a", nil), ("b", nil), ("a", "x"), ("a", nil)]) == ["a/ 2", "a/x 1", "b/ 1"]
        )
    }

    @Test func `a check without a target goes on under the first name`() {
        #expect(checks([(nil, nil), (nil, nil), ("a", nil), ("b", nil)]) == ["a/ 3", "b/ 1"])
        #expect(checks([(nil, "x"), (nil, "y"), ("a", "y")]) == ["a/y 2"])
        #expect(checks([(nil, "x"), ("a", "y")]) == ["a/y 1"])
    }

    @Test func `a record without a target is a check until the next with one`() {
        #expect(checks([("a", nil), (nil, nil)]) == ["/ 1", "a/ 1"])
        #expect(checks([("a", nil), (nil, nil), ("b", nil)]) == ["a/ 1", "b/ 2"])
        #expect(checks([("a", nil), (nil, nil), ("a", nil)]) == ["a/ 2"])
    }
}
