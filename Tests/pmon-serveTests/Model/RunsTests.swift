// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct RunsTests {
    @Test func `checks out of order find their place in time`() {
        var runs = Runs()
        for at in [10.0, 30, 20, 5, 40] {
            runs.add(
                RecordedCheck(at: at, state: .ok, milliseconds: at, message: ""),
                message: UInt32(at)
            )
        }
        #expect(runs.at == [5, 10, 20, 30, 40])
        #expect(runs.messages == [5, 10, 20, 30, 40])
        #expect((0..<5).map { runs.duration($0) } == [5, 10, 20, 30, 40])
    }

    @Test func `a check without timing has no duration`() {
        let runs = Fixture.runs("od")
        #expect(runs.duration(0) == 100)
        #expect(runs.duration(1) == nil)
    }

    @Test func `the usual distance is the median`() {
        #expect(Fixture.runs("oooo", distance: 300).usualDistance == 300)
        #expect(Runs.median(ofDistances: [0, 10, 20, 1000]) == 10)
        #expect(Runs.median(ofDistances: [5]) == nil)
    }

    @Test func `a day keeps its worst state`() {
        let runs = Fixture.runs("odo", distance: 86_400)
        #expect(runs.days.map(\.worst) == [.ok, .down, .ok])
        let oneDay = Fixture.runs("oado", distance: 60)
        #expect(oneDay.days.map(\.worst) == [.down])
    }

    @Test func `a check seen twice is known`() {
        let runs = Fixture.runs("oo")
        let last = RecordedCheck(at: runs.at[1], state: .ok, milliseconds: nil, message: "OK")
        #expect(runs.holds(last))
        #expect(
            !runs.holds(RecordedCheck(at: runs.at[1], state: .down, milliseconds: nil, message: ""))
        )
        #expect(
            !runs.holds(
                RecordedCheck(at: runs.at[1] + 1, state: .ok, milliseconds: nil, message: "")
            )
        )
    }
}
