// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import TestSupport
import Testing

@testable import pmon_store

struct RetentionRuleTests {
    private let now = Timestamp(seconds: 1000)

    @Test func `by number, the first to arrive go`() {
        #expect(dropped(.count(2), [5, 1, 3]) == [5])
        #expect(dropped(.count(3), [5, 1, 3]) == [])
    }

    @Test func `by age, the old ones go wherever they stand`() {
        #expect(dropped(.age(.seconds(100)), [950, 899, 900, 10]) == [899, 10])
    }

    @Test func `all stay unless told otherwise`() {
        #expect(dropped(.all, [1, 2]) == [])
    }

    @Test func `lists that certainly lose nothing are not looked into`() throws {
        try Array(#"{"a":[{"run":900000},{"run":950000}],"b":[{"run":900000},{}]}"#.utf8)
            .withUnsafeBytes { bytes in
                let lists = try HistoryScanner.scan(bytes)
                #expect(!RetentionRule(.age(.seconds(100)), now: now).mayDrop(lists[0], adding: 1))
                #expect(RetentionRule(.age(.seconds(99)), now: now).mayDrop(lists[0], adding: 1))
                #expect(RetentionRule(.age(.seconds(100)), now: now).mayDrop(lists[1], adding: 0))
                #expect(RetentionRule(.count(2), now: now).mayDrop(lists[0], adding: 1))
                #expect(!RetentionRule(.count(3), now: now).mayDrop(lists[0], adding: 1))
                #expect(!RetentionRule(.all, now: now).mayDrop(lists[1], adding: 9))
            }
    }

    private func dropped(_ keep: Retention, _ seconds: [Int]) -> [Int] {
        var dropper = RetentionRule(keep, now: now).dropper(total: seconds.count)
        return seconds.filter { second in
            Array(#"{"at":\#(second)}"#.utf8).withUnsafeBytes { dropper.drops($0) }
        }
    }
}
