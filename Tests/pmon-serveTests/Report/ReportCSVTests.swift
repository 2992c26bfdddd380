// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ReportCSVTests {
    @Test func `a line has all columns`() throws {
        let folder = TestFolder()
        let lines = ReportCSV.lines(try PeriodReportTests.mixed(folder, objective: 99))
        #expect(lines.count == 4)
        #expect(
            lines.allSatisfy {
                $0.split(separator: ",", omittingEmptySubsequences: false).count == 15
            }
        )
        #expect(lines[0].hasPrefix("url,target,place,name,from,to,uptime,coverage,"))
    }

    @Test(arguments: [
        (1, "100"), (0, "0"), (0.999_999_9, "99.9999"), (0.000_000_1, "0.0001"), (0.5, "50.0000"),
    ])
    func `only what is whole is 100`(share: Double, text: String) {
        #expect(ReportCSV.percent(share) == text)
    }

    @Test func `fields are in quotes where they have to be`() {
        #expect(ReportCSV.field("a b") == "a b")
        #expect(ReportCSV.field("a,\"b\"") == "\"a,\"\"b\"\"\"")
        #expect(ReportCSV.field("a\nb") == "\"a\nb\"")
    }
}
