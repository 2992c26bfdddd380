// SPDX-License-Identifier: MIT

import PmonRecord
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

    @Test func `known seconds spare the look at records of the past alone`() {
        let rule = ClockRule()
        let limit = Int(rule.limit.seconds)
        for (seconds, isLookedAt) in [
            (limit - 60, false), (limit + 60, true), (nil, true),
        ] as [(Int?, Bool)] {
            var rule = rule
            // The record itself lies in the future, to show whether it was looked at.
            var record = Array(#"{"at":4e9}"#.utf8)
            #expect(rule.mark(&record, seconds: seconds) == isLookedAt)
        }
    }

    @Test(arguments: [
        #""x":{"at":1},"at":4102444800"#, #""at":4102444800,"x":{"at":1}"#, #""at":4.1e9"#,
        #""\u0061t":4102444800"#, #""message2":"\"at\":1","at":4102444800.25"#,
    ])
    func `the at of the record decides, not one within it`(members: String) throws {
        let line = Array(
            #"{"url":"a","time":"t","result":"SUCCESS","message":"OK",\#(members)}"#.utf8
        )
        var intake = RecordIntake()
        var batch = Batch()
        try line.withUnsafeBytes { batch.add(try intake.fields(of: $0)) }
        #expect(batch.aheadCount == 1)
        #expect(String(decoding: batch.lines, as: UTF8.self).contains(#""clock":"ahead"}"#))
    }

    @Test func `a day is tolerated`() {
        let rule = ClockRule(now: Timestamp(seconds: 1_000_000))
        func facts(_ at: Int) -> RecordFacts {
            Array(#"{"at":\#(at)}"#.utf8).withUnsafeBytes(RecordFacts.init)
        }
        #expect(!rule.isAhead(facts(1_086_400)))
        #expect(rule.isAhead(facts(1_086_401)))
    }

    @Test(arguments: [
        (#"{"url":"a","clock":"ahead","at":1}"#, #"{"url":"a","at":1}"#),
        (#"{"at":1,"cl\u006fck":"\u0061head"}"#, #"{"at":1}"#),
        (#"{"clock":"ahead"}"#, "{}"),
        (#"{"at":1,"clock":"slow"}"#, #"{"at":1,"clock":"slow"}"#),
        (#"{"at":1,"clock":5}"#, #"{"at":1,"clock":5}"#),
    ])
    func `a mark that a record brings along is removed`(record: String, left: String) {
        var bytes = Array(record.utf8)
        ClockRule.removeMark(&bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == left)
    }
}
