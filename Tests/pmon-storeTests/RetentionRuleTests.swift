// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonRecord
import TestSupport
import Testing

@testable import pmon_store

struct RetentionRuleTests {
    private let now = Timestamp(seconds: 1000)

    @Test func `by number, the first to arrive go`() {
        #expect(dropped(.count(2), [5, 1, 3]) == [5])
        #expect(dropped(.count(3), [5, 1, 3]) == [])
    }

    @Test func `by age, the old ones go up to the first that stays`() {
        #expect(dropped(.age(.seconds(100)), [899, 10, 900, 20, 899]) == [899, 10])
        #expect(dropped(.age(.seconds(100)), [950, 10]) == [])
    }

    @Test func `records from the future, and those without a time, hold nothing up`() {
        #expect(dropped(.age(.seconds(100)), [90_000, 10, 87_400, 20]) == [10])
        #expect(dropped(.age(.seconds(100)), [#"{"time":"x"}"#, #"{"at":10}"#]) == [1])
        let ahead = #"{"at":%,"clock":"ahead"}"#
        let marked = [950, 10].map { ahead.replacing("%", with: String($0)) }
        #expect(dropped(.age(.seconds(100)), marked) == [1])
    }

    @Test func `without an instant nothing goes by age`() {
        var dropper = RetentionRule(.age(.seconds(1)), from: nil).dropper(total: 1)
        let drops = Array(#"{"at":1}"#.utf8).withUnsafeBytes { dropper.drops($0) }
        #expect(!drops)
    }

    @Test func `all stay unless told otherwise`() {
        #expect(dropped(.all, [1, 2]) == [])
    }

    @Test func `lists that certainly lose nothing are not looked into`() throws {
        try Array(#"{"a":[{"run":900000},{"run":950000}],"b":[{"run":900000},{}]}"#.utf8)
            .withUnsafeBytes { bytes in
                let lists = try HistoryScanner.scan(bytes)
                #expect(!RetentionRule(.age(.seconds(100)), from: now).mayDrop(lists[0], adding: 1))
                #expect(RetentionRule(.age(.seconds(99)), from: now).mayDrop(lists[0], adding: 1))
                #expect(RetentionRule(.age(.seconds(100)), from: now).mayDrop(lists[1], adding: 0))
                #expect(RetentionRule(.count(2), from: now).mayDrop(lists[0], adding: 1))
                #expect(!RetentionRule(.count(3), from: now).mayDrop(lists[0], adding: 1))
                #expect(!RetentionRule(.all, from: now).mayDrop(lists[1], adding: 9))
            }
    }

    private func dropped(_ keep: Retention, _ seconds: [Int]) -> [Int] {
        dropped(keep, seconds.map { #"{"at":\#($0)}"# }).map { seconds[$0] }
    }

    /// The indices of those that go.
    private func dropped(_ keep: Retention, _ records: [String]) -> [Int] {
        var dropper = RetentionRule(keep, from: now, now: now).dropper(total: records.count)
        return records.indices.filter { index in
            Array(records[index].utf8).withUnsafeBytes { dropper.drops($0) }
        }
    }
}
