// SPDX-License-Identifier: MIT

import PmonRecord
import PmonSystem
import Testing

@testable import pmon_serve

struct ReportPeriodTests {
    @Test(arguments: [
        ("2026-11", "2026-11-01", "2026-11-30"), ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-q1", "2026-01-01", "2026-03-31"), ("2026", "2026-01-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"), ("2100-02", "2100-02-01", "2100-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"), ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-11-01..2026-11-15", "2026-11-01", "2026-11-15"),
        ("2026-10..2026-11-03", "2026-10-01", "2026-11-03"),
    ])
    func `calendar periods are whole days, both included`(text: String, first: String, last: String)
    {
        guard case .days(let from, let to) = ReportPeriod(text)?.meaning else {
            Issue.record("\(text) is no period")
            return
        }
        #expect(LocalDays.text(from) == first)
        #expect(LocalDays.text(to) == last)
    }

    @Test func `a duration ends at the last whole second`() throws {
        let span = try #require(ReportPeriod("7d")).span(now: Timestamp(seconds: 1_000_000.75))
        #expect(span == ReportSpan(from: 395_200, to: 1_000_000, isOpen: true, days: nil))
    }

    @Test(arguments: [
        "", "7", "0d", "2026-13", "2026-02-29", "2026-1", "2026-Q0", "+026", "d",
        "2026-11-02..2026-11-01", "99999d",
    ])
    func `all else is none`(text: String) {
        #expect(ReportPeriod(text) == nil)
    }

    @Test func `a period that goes on ends now, and one that has not begun is an error`() throws {
        let now = Timestamp(seconds: Fixture.now + 0.5)
        let month = try #require(ReportPeriod("2026-11")).span(now: now)
        #expect(month.to == Fixture.now)
        #expect(month.isOpen)
        #expect(month.days?.count == 30)
        let october = try #require(ReportPeriod("2026-10")).span(now: now)
        #expect(!october.isOpen)
        #expect(october.to == month.from)
        let later = try #require(ReportPeriod("2026-12"))
        #expect(throws: ToolError(.usage, "--report: 2026-12 has not begun")) {
            try later.span(now: now)
        }
    }
}
