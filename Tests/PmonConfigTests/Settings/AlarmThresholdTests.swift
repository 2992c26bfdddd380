// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct AlarmThresholdTests {
    @Test(arguments: [
        ("1", 1, 1), ("3", 3, 3), ("1000000", 1_000_000, 1_000_000), ("3/5", 3, 5),
        ("2 / 20", 2, 20), ("4/4", 4, 4),
    ])
    func `runs in a row and within a window are read`(text: String, failures: Int, runs: Int) throws
    {
        let threshold = try AlarmThreshold(text)
        #expect([threshold.failures, threshold.runs] == [failures, runs])
        #expect(threshold.isWindow == (failures < runs))
        #expect(try AlarmThreshold(threshold.description) == threshold)
    }

    @Test(arguments: [
        "", "0", "-1", "x", "1000001", "0/5", "6/5", "3/21", "3/", "/5", "3/5/7", "1.5", "3/x",
    ])
    func `other texts are refused`(text: String) {
        #expect(throws: SettingProblem.self) { try AlarmThreshold(text) }
    }
}
