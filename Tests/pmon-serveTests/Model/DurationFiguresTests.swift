// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct DurationFiguresTests {
    @Test func `figures are those of the good checks between two instants`() throws {
        // 100 to 120 ms in steps of one, the failing ones without a duration.
        let runs = Fixture.runs(String(repeating: "o", count: 21) + "da")
        let figures = try #require(DurationFigures(runs, from: 0, to: Fixture.now))
        #expect(figures.last == 120 && figures.worst == 120 && figures.worstAt == runs.at[20])
        #expect(figures.median == 110 && figures.percentile95 == 119)
        let early = try #require(DurationFigures(runs, from: runs.at[0], to: runs.at[3]))
        #expect(early.last == 103 && early.median == 101.5)
        #expect(early.percentile95 == 103)
    }

    @Test func `without good checks there are none`() {
        #expect(DurationFigures(Fixture.runs("dad"), from: 0, to: Fixture.now) == nil)
        #expect(DurationFigures(Runs(), from: 0, to: Fixture.now) == nil)
        #expect(DurationFigures(Fixture.runs("ooo"), from: Fixture.now, to: 0) == nil)
    }
}
