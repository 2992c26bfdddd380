// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ReportWordsTests {
    @Test(arguments: [
        (1, "100 %"), (0.999_999, "99.999 %"), (0.999, "99.900 %"), (0.9995, "99.950 %"),
        (0, "0.000 %"),
    ])
    func `percent is rounded down`(share: Double, text: String) {
        #expect(ReportWords.percent(share) == text)
    }

    @Test func `what is not there has a sign of its own`() {
        #expect(ReportWords.percent(nil) == "–")
        #expect(ReportWords.length(0) == "–")
        #expect(ReportWords.budget(nil) == "–")
        #expect(ReportWords.budget(-7200) == "−2 h")
        #expect(ReportWords.milliseconds(nil) == "–")
        #expect(ReportWords.milliseconds(12_345) == "12.3 s")
        #expect(ReportWords.objective(99) == "99 %")
        #expect(ReportWords.objective(99.95) == "99.95 %")
    }

    @Test func `causes are one line without marks of direction`() {
        #expect(ReportWords.cause("503") == "503 Service Unavailable")
        #expect(ReportWords.cause("a\u{202E}b\nc") == "ab c")
        #expect(ReportWords.cause(String(repeating: "x", count: 5000)).utf8.count == 160)
    }
}
