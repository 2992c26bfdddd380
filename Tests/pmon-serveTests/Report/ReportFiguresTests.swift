// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ReportFiguresTests {
    private func figures(_ letters: String, from: Double, to: Double = 0) -> ReportFigures {
        Fixture.runs(letters).figures(
            from: Fixture.now + from,
            to: Fixture.now + to,
            key: "k",
            name: "n",
            messages: Fixture.messages
        )
    }

    @Test func `downtime is what uptime lacks, as long as nothing is missing`() {
        // The last check is 30 s old; each stands for a minute.
        let figures = figures("ooddoaoo", from: -400)
        #expect(figures.outages.map(\.length) == [120, 60])
        #expect(figures.longest == 120)
        #expect(abs(figures.unseenDowntime) < 0.001)
        #expect(abs(figures.downtime - (figures.uptime.seen - figures.uptime.up)) < 0.001)
    }

    @Test func `an objective that is met exactly leaves no budget, and none is missing`() throws {
        // In binary, 0.05 % of it is a little less than what was lost.
        for objective in [0.9, 0.99, 0.999, 0.9995, 0.9999] {
            for days in 1...90 {
                let seen = Double(days) * 86_400
                let figures = ReportFigures(
                    uptime: Uptime(seen: seen, up: seen * objective, window: seen),
                    outages: [],
                    median: nil,
                    percentile95: nil
                )
                #expect(try #require(figures.budgetLeft(objective: objective)) == 0)
            }
        }
        let late = ReportFigures(
            uptime: Uptime(seen: 1000, up: 899, window: 1000),
            outages: [],
            median: nil,
            percentile95: nil
        )
        #expect(abs(try #require(late.budgetLeft(objective: 0.9)) + 1) < 1e-6)
    }

    @Test func `an incident counts as far as it lies in the period`() {
        let figures = figures("ooddddoodd", from: -300, to: -10)
        #expect(figures.outages.map(\.length) == [90, 80])
        #expect(figures.outages.first?.incident.count == 4)
    }

    @Test func `maintenance is no downtime, and an incident of nothing else is none of the period`()
    {
        #expect(figures("odDDdo", from: -1000).outages.map(\.length) == [120])
        #expect(figures("odDDDDDo", from: -200, to: -100).outages.isEmpty)
        #expect(figures("oDDo", from: -1000).outages.isEmpty)
    }

    @Test func `the budget is below zero exactly if the uptime is below the objective`() throws {
        for letters in ["oooooooood", "ooooooooooooooooooooooooooooodoooooooo", "oooooo", "dddo"] {
            let figures = figures(letters, from: -5000)
            for objective in [0.9, 0.95, 0.99, 0.5] {
                let left = try #require(figures.budgetLeft(objective: objective))
                let share = try #require(figures.uptime.share)
                #expect((left < 0) == (share < objective))
            }
        }
        #expect(figures("", from: -100).budgetLeft(objective: 0.9) == nil)
    }

    @Test func `durations are those of good checks within the period`() {
        // `runs` gives the good check number n 100 + n milliseconds.
        let figures = figures("odoooOo", from: -300, to: -35)
        #expect(figures.median == 103)
        #expect(figures.percentile95 == 104)
        #expect(self.figures("dd", from: -300).percentile95 == nil)
    }
}
