// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct ReportTests {
    @Test func `a listing counts what it tells, names and omits`() {
        var limits = ReportLimits()
        var listing = Report.Listing<Int>()
        listing.add(1, "one", cost: 100, &limits, keeping: 0)
        listing.add(2, "two", cost: 1_000_000, &limits, keeping: 0)
        listing.add(3, "three", cost: 100, &limits, keeping: 0)
        #expect(listing.items == [1])
        #expect(listing.names == ["two", "three"])
        listing.addName("four", &limits, keeping: 1_000_000)
        listing.addName("five", &limits, keeping: 0)
        #expect(listing.omitted == 2)
        #expect(listing.count == 5)
    }

    @Test func `causes and times are worded once for both parts`() throws {
        let report = try MailFixture.report([
            MailFixture.record(
                "http://a/",
                .exceptionError,
                minute: 5,
                ["reason": .string("timeout"), "since": .number(MailFixture.time(2).number)]
            )
        ])
        #expect(report.cause(report.down.items[0]) == "timeout: no answer within 10 s")
        #expect(
            report.time(report.down.items[0])
                == "since \(TimeWords.moment(MailFixture.time(2))) (3 m)"
        )
        #expect(report.origin.count == 3)
    }
}
