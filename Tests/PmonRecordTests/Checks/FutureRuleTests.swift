// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

struct FutureRuleTests {
    @Test(arguments: [
        (#"{"at":1086400}"#, false), (#"{"at":1086400.000001}"#, true), (#"{"at":4e9}"#, true),
        (#"{"at":5,"clock":"ahead"}"#, true), (#"{"at":5,"clock":"behind"}"#, false), ("{}", false),
        (#"{"time":"2099-01-01 00:00:00.000000"}"#, true),
    ])
    func `a mark or more than a day ahead of the clock`(record: String, isAhead: Bool) {
        let rule = FutureRule(now: Timestamp(seconds: 1_000_000))
        let facts = Array(record.utf8).withUnsafeBytes(RecordFacts.init)
        #expect(rule.isAhead(facts) == isAhead)
    }
}
