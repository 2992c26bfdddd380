// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ReportTextTests {
    @Test func `it has the figures and the incidents`() throws {
        let folder = TestFolder()
        let lines = ReportText.lines(try PeriodReportTests.mixed(folder, objective: 99))
        #expect(lines[2] == "3 monitors, 2 incidents, 1 of 3 reached 99 %")
        #expect(lines.contains { $0.hasSuffix("BUDGET LEFT  MONITOR") })
        #expect(lines.contains { $0.hasSuffix("30 s, goes on  DOWN  connection refused") })
        #expect(lines.contains { $0.hasSuffix("30 s, goes on  APP  503 Service Unavailable") })
    }

    @Test func `of many incidents the longest are shown, the rest is summed up`() {
        let letters = String(repeating: "od", count: 11) + "ddo"
        let figures = Fixture.runs(letters).figures(
            from: 0,
            to: Fixture.now,
            key: "k",
            name: "n",
            messages: Fixture.messages
        )
        #expect(figures.outages.count == 11)
        #expect(figures.shownOutages(3).map(\.length).contains(180))
        #expect(figures.restOfOutages(3) == "and 8 shorter ones, 8 m in all")
        #expect(figures.restOfOutages(11) == nil)
    }
}
