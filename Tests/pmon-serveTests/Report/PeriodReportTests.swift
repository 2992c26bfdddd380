// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct PeriodReportTests {
    /// A report over the last day of one address in each state, of which one is no longer configured.
    static func mixed(_ folder: TestFolder, objective: Double? = nil) throws -> PeriodReport {
        let snapshot = try Fixture.mixed(folder)
        let period = try #require(ReportPeriod("1d"))
        return PeriodReport(
            snapshot,
            period: period,
            span: try period.span(now: Timestamp(seconds: Fixture.now)),
            objective: objective
        )
    }

    @Test func `it has a row for each check and counts their incidents`() throws {
        let folder = TestFolder()
        let report = try Self.mixed(folder, objective: 99)
        #expect(report.rows.map(\.monitor.url).count == 3)
        #expect(report.incidents == 2)
        #expect(report.reached == (1, 3))
        #expect(report.rows.allSatisfy { $0.strip == nil })
    }

    @Test func `days have their worst state, those without checks none`() {
        let runs = Fixture.runs("ood", distance: 86_400)
        let today = LocalDays.number(year: 2026, month: 11, day: 22)
        let strip = runs.strip(days: (today - 4)...(today + 1))
        #expect(strip?.letters == "--ood-")
        #expect(runs.strip(days: today...today) == nil)
        #expect(runs.strip(days: (today - 100)...today) == nil)
    }
}
