// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ReportPageTests {
    @Test func `it needs nothing from outside and runs nothing`() throws {
        let folder = TestFolder()
        let text = ReportPage.html(
            try PeriodReportTests.mixed(folder, objective: 99),
            now: Fixture.now
        )
        .text
        #expect(text.contains("default-src 'none'"))
        #expect(!text.contains("<script") && !text.contains("href=") && !text.contains("src="))
        #expect(text.contains("1 of 3</b> reached 99 %"))
        #expect(text.contains("✖ DOWN</b></td><td>connection refused</td>"))
    }

    @Test func `without an objective there is no budget`() throws {
        let folder = TestFolder()
        let text = ReportPage.html(try PeriodReportTests.mixed(folder), now: Fixture.now).text
        #expect(!text.contains("Budget left"))
        #expect(!text.contains("class=\"missed\""))
    }
}
