// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import Testing

@testable import pmon_store

struct ClockRuleTests {
    private func marked(_ record: String) -> (isAhead: Bool, record: String) {
        var rule = ClockRule()
        var bytes = Array(record.utf8)
        let isAhead = rule.mark(&bytes)
        return (isAhead, String(decoding: bytes, as: UTF8.self))
    }

    @Test(arguments: [
        #"{"url":"a","at":4102444800.5,"run":1}"#, #"{"at":4e9}"#,
        #"{"time":"2099-01-01 00:00:00.000000"}"#,
    ])
    func `a record of a wrong clock is marked once`(record: String) {
        let first = marked(record)
        #expect(first.isAhead)
        #expect(first.record.hasSuffix(#","clock":"ahead"}"#))
        let second = marked(first.record)
        #expect(second.isAhead)
        #expect(second.record == first.record)
    }

    @Test(arguments: [
        #"{"at":1700000000.5}"#, #"{"time":"2023-01-01 00:00:00.000000"}"#, #"{"time":"x"}"#, "{}",
        #"{"x":{"at":1},"at":1700000000}"#, "",
    ])
    func `others stay as they are`(record: String) {
        let result = marked(record)
        #expect(!result.isAhead)
        #expect(result.record == record)
    }

    @Test func `a day is tolerated`() {
        let rule = ClockRule(now: Timestamp(seconds: 1_000_000))
        func facts(_ at: Int) -> RecordFacts {
            Array(#"{"at":\#(at)}"#.utf8).withUnsafeBytes(RecordFacts.init)
        }
        #expect(!rule.isAhead(facts(1_086_400)))
        #expect(rule.isAhead(facts(1_086_401)))
    }
}
