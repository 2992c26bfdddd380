// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct SparklineTests {
    @Test func `a check without duration breaks the line`() {
        #expect(Sparkline.path([10, nil, 10, 10]).filter { $0 == "M" }.count == 2)
        #expect(Sparkline.path([10]) == "")
        #expect(Sparkline.path([0, 0]).hasPrefix("M"))
    }

    @Test func `the last good checks are shown`() {
        let durations = Sparkline.durations(Fixture.runs(String(repeating: "o", count: 40) + "d"))
        #expect(durations.count == 30)
        #expect(durations.last == .some(nil))
    }
}
