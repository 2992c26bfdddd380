// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_store

struct CheckOrderTests {
    private func worst(_ records: [String]) -> Int? {
        let checks = records.enumerated().map { index, text in
            let record = #"{"run":\#(index),\#(text)}"#
            return Array(record.utf8).withUnsafeBytes { LatestCheck(RecordFields($0)) }
        }
        return CheckOrder.worst(of: checks, ClockRule())?.facts.run
    }

    @Test func `the worst result stands for the address`() {
        let fine = #""result":"SUCCESS","at":9"#
        let wrong = #""result":"APPLICATION_ERROR","at":5"#
        let dead = #""result":"EXCEPTION_ERROR","at":1"#
        #expect(worst([fine, wrong, dead]) == 2)
        #expect(worst([wrong, fine]) == 0)
        #expect(worst([fine, #""result":"FINE","at":1"#]) == 1)
        #expect(worst([]) == nil)
    }

    @Test func `among equals the newest does`() {
        let results = [3, 7, 5].map { #""result":"SUCCESS","at":\#($0)"# }
        #expect(worst(results) == 1)
        #expect(worst([#""result":"SUCCESS""#, results[0]]) == 1)
    }

    @Test func `a record from the future does so only if all are`() {
        let future = #""result":"EXCEPTION_ERROR","at":253402300000"#
        #expect(worst([#""result":"SUCCESS","at":9"#, future]) == 0)
        #expect(worst([future]) == 0)
    }
}
