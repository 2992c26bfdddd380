// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct StatusRangesTests {
    @Test(arguments: [
        ("200", "200"), ("200-299,302", "200-299,302"), (" 200 - 204 , 404 ", "200-204,404"),
        ("100-599", "100-599"), ("200-200", "200"),
    ])
    func `a list is read and written`(text: String, written: String) throws {
        #expect(try StatusRanges(text).description == written)
    }

    @Test(arguments: [
        "", ",", "200,", "2xx", "99", "1000", "299-200", "200-", "-200", "200-250-299", "200 299",
        "all",
    ])
    func `anything else is refused`(text: String) {
        #expect(throws: SettingProblem(expected: "statuses such as 200-299,302", found: text)) {
            try StatusRanges(text)
        }
    }

    @Test func `the standard is that of the documentation`() throws {
        let standard = StatusRanges.standard
        #expect(standard.description == "200-299,302,401,402")
        for (status, isExpected) in [
            (199, false), (200, true), (299, true), (300, false), (302, true), (401, true),
            (404, false),
        ] {
            #expect(standard.contains(status) == isExpected)
        }
    }
}
