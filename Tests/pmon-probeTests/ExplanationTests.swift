// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_probe

struct ExplanationTests {
    @Test func `each phase, the certificate and each expectation has its line`() throws {
        var outcome = CheckOutcome()
        outcome.times.connect = 1234
        outcome.times.wait = 5_000_000
        outcome.status = 200
        outcome.httpVersion = "1.1"
        outcome.peer = "192.0.2.1"
        outcome.certificate = CertificateSummary(
            expires: Timestamp(seconds: 86_400),
            subject: "CN = x",
            issuer: "CN = y"
        )
        outcome.verdicts = [
            ExpectationVerdict(reason: .status, isMet: true, sentence: "status 200, expected 200"),
            ExpectationVerdict(reason: .body, isMet: false, sentence: "body is empty, expected x"),
        ]
        outcome.warnings = ["slow"]
        let target = try probeTarget("http://u:secret@example.org/", key: "url.1")
        let text = Explanation(outcome, target: target, at: Timestamp(seconds: 0)).text
        for part in [
            "url.1 http://u:***@example.org/: APPLICATION_ERROR: body is empty",
            "  connect          1.234 ms  192.0.2.1\n",
            "5000.000 ms  HTTP/1.1 200\n", "  certificate CN = x\n", "issued by CN = y\n",
            "expires 1970-01-02T00:00:00Z, in 1.0 days\n",
            "  met         status 200",
            "  NOT MET     body is empty", "  warning     slow\n",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(!text.contains("secret"))
    }

    @Test func `each address that was checked has its line`() throws {
        var one = CheckOutcome()
        one.times.total = 2500
        var other = CheckOutcome()
        other.failure = CheckOutcome.Failure(reason: .refused, message: "connection refused")
        let outcome = CheckOutcome(of: [("192.0.2.1", one), ("::1", other)])
        let text = Explanation(outcome, target: try probeTarget(), at: .now()).text
        #expect(text.contains("  address          2.500 ms  192.0.2.1  SUCCESS: OK\n"))
        #expect(text.contains("  ::1  EXCEPTION_ERROR: connection refused\n"))
    }

    @Test func `nothing that others wrote steers the terminal or adds a line`() throws {
        var outcome = CheckOutcome()
        outcome.failure = CheckOutcome.Failure(reason: .tls, message: "a\u{1B}[31m")
        outcome.verdicts = [
            ExpectationVerdict(reason: .json, isMet: false, sentence: "json a is \"\n\u{9B}1m\"")
        ]
        outcome.certificate = CertificateSummary(
            expires: Timestamp(seconds: 86_400),
            subject: "CN = x\u{1B}]0;t\u{7}",
            issuer: "CN = y"
        )
        let target = try probeTarget("http://example.org/\u{1B}[5m\r\n")
        let text = Explanation(outcome, target: target, at: Timestamp(seconds: 0)).text
        #expect(text.split(separator: "\n").count == 6)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{9B}" })
    }
}
