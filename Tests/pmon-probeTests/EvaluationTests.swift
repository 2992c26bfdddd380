// SPDX-License-Identifier: MIT

import PmonCurl
import PmonPattern
import PmonRecord
import Testing

@testable import pmon_probe

struct EvaluationTests {
    private func verdicts(
        _ checks: [(String, String)],
        _ outcome: CheckOutcome,
        explains: Bool = false
    ) throws -> [ExpectationVerdict] {
        let target = try probeTarget(checks: checks)
        return Evaluation(target: target, patterns: PatternCache(), explains: explains)
            .verdicts(of: try EasyHandle(), outcome: outcome, observer: nil)
    }

    @Test func `status, missing header and time, in this order`() throws {
        var outcome = CheckOutcome()
        outcome.status = 503
        outcome.times.total = 1_500_000
        let found = try verdicts(
            [("expect.time", "1s"), ("expect.header.X", "y"), ("expect.status", "200")],
            outcome
        )
        #expect(found.map(\.reason) == [.status, .header, .slow])
        #expect(found.allSatisfy { !$0.isMet })
        #expect(
            found.map(\.sentence) == [
                "status 503, expected 200", "header X is missing, expected to match \"y\"",
                "time 1500 ms, expected at most 1s",
            ]
        )
    }

    @Test func `a status that is met is told where it is asked for`() throws {
        var outcome = CheckOutcome()
        outcome.status = 204
        #expect(try verdicts([], outcome).isEmpty)
        let told = try verdicts([], outcome, explains: true)
        #expect(told.map(\.isMet) == [true])
        #expect(told.first?.sentence == "status 204, expected 200-299,302,401,402")
    }

    @Test func `warnings for slow replies and certificates that end`() throws {
        var outcome = CheckOutcome()
        outcome.times.total = 60_000
        outcome.certificate = CertificateSummary(
            expires: Timestamp(seconds: 1_893_456_000),
            subject: "CN = x",
            issuer: "CN = y"
        )
        let target = try probeTarget(checks: [("slow", "50ms"), ("cert.warn", "10d")])
        let end = try #require(outcome.certificate?.expires)
        let early = Evaluation.warnings(
            outcome,
            target: target,
            began: Timestamp(seconds: end.seconds - 11 * 86_400)
        )
        #expect(early == ["slow: took 60 ms, more than 50ms"])
        let late = Evaluation.warnings(
            outcome,
            target: target,
            began: Timestamp(seconds: end.seconds - 9 * 86_400)
        )
        #expect(late.last == "certificate expires in 9.0 days, on 2030-01-01T00:00:00Z")
        let over = Evaluation.warnings(
            outcome,
            target: target,
            began: Timestamp(seconds: end.seconds + 1)
        )
        #expect(over.last == "certificate expired on 2030-01-01T00:00:00Z")
    }

    @Test func `of several certificates the one that is due is told`() throws {
        let day = 86_400.0
        let outcomes = [(6.0, 3.0), (90.0, 20.0), (90.0, 60.0)].map { lifetime, left in
            var outcome = CheckOutcome()
            outcome.certificate = CertificateSummary(
                begins: Timestamp(seconds: 1_893_456_000 + (left - lifetime) * day),
                expires: Timestamp(seconds: 1_893_456_000 + left * day),
                subject: "CN = x",
                issuer: "CN = y"
            )
            return outcome
        }
        let warnings = try Evaluation.warnings(
            of: outcomes,
            target: probeTarget(),
            began: Timestamp(seconds: 1_893_456_000)
        )
        #expect(warnings == ["certificate expires in 20.0 days, on 2030-01-21T00:00:00Z"])
        let first = try Evaluation.warnings(
            outcomes[0],
            target: probeTarget(),
            began: Timestamp(seconds: 1_893_456_000 + 2.5 * day)
        )
        #expect(first == ["certificate expires in 12 h, on 2030-01-04T00:00:00Z"])
    }
}
