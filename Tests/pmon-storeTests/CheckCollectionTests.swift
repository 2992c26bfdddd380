// SPDX-License-Identifier: MIT

import PmonRecord
import TestSupport
import Testing

@testable import pmon_store

struct CheckCollectionTests {
    @Test(arguments: NamelessChecks.all.indices)
    func `a check without a target goes on under the first name`(index: Int) {
        let example = NamelessChecks.all[index]
        var collection = CheckCollection()
        for (index, record) in example.records.enumerated() {
            let members = NamelessChecks.members(record)
            let text = #"{"result":"SUCCESS","at":\#(index),"run":\#(index)\#(members)}"#
            Array(text.utf8).withUnsafeBytes { collection.add($0, RecordFacts($0)) }
        }
        let checks = collection.checks.map {
            NamelessChecks.text($0.name.target, $0.name.place, $0.streak)
        }
        #expect(checks.sorted() == example.checks)
    }
}
