// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_probe

struct CertificateSummaryTests {
    @Test(arguments: [
        ("Jan  1 00:00:00 1970 GMT", 0.0), ("Feb 29 12:34:56 2028 GMT", 1_835_440_496),
        ("Dec 31 23:59:59 1999 GMT", 946_684_799), ("Mar  1 00:00:00 2100 GMT", 4_107_542_400),
        ("Jan 19 03:14:08 2038 GMT", 2_147_483_648),
    ])
    func `OpenSSL's dates are instants`(text: String, seconds: Double) {
        #expect(CertificateSummary.timestamp(text)?.seconds == seconds)
    }

    @Test(arguments: ["", "Jan 1 1970", "Foo  1 00:00:00 1970 GMT", "Jan  1 00:00:00 1970 CET"])
    func `other texts are none`(text: String) {
        #expect(CertificateSummary.timestamp(text) == nil)
    }

    @Test func `the lines of a certificate`() throws {
        let summary = try #require(
            CertificateSummary(lines: [
                "Subject:CN = a: b", "Issuer:O = Org, CN = CA", "Version:2",
                "Expire date:Jan  2 12:00:00 1970 GMT", "no colon",
            ])
        )
        #expect(summary.subject == "CN = a: b")
        #expect(summary.issuer == "O = Org, CN = CA")
        #expect(summary.days(at: Timestamp(seconds: 0)) == 1.5)
        #expect(
            summary.json(at: Timestamp(seconds: 0)).object?["days"]
                == .number(JSONNumber(1.5, decimals: 1))
        )
        #expect(CertificateSummary(lines: ["Subject:x"]) == nil)
    }
}
