// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_probe

struct AddressOutcomeTests {
    private func outcome(
        _ failure: Reason? = nil,
        unmet: Reason? = nil,
        total: Int = 1000,
        expires: Double? = nil
    ) -> CheckOutcome {
        var outcome = CheckOutcome()
        outcome.failure = failure.map { .init(reason: $0, message: "\($0) at h:80") }
        outcome.verdicts =
            unmet.map {
                [ExpectationVerdict(reason: $0, isMet: false, sentence: "\($0) is wrong")]
            } ?? []
        outcome.times.total = total
        outcome.certificate = expires.map {
            CertificateSummary(expires: Timestamp(seconds: $0), subject: "\($0)", issuer: "")
        }
        return outcome
    }

    private func joined(_ outcomes: [CheckOutcome]) -> CheckOutcome {
        CheckOutcome(of: outcomes.enumerated().map { ("192.0.2.\($0.offset)", $0.element) })
    }

    @Test func `the worst stands for all, and names those that fail`() {
        let whole = joined([
            outcome(), outcome(unmet: .body), outcome(.refused), outcome(.reset), outcome(.refused),
        ])
        #expect(whole.result == .exceptionError)
        #expect(whole.reason == .refused)
        #expect(
            whole.message
                == .text(
                    "4 of 5 addresses fail: 192.0.2.2, 192.0.2.4: refused at h:80; "
                        + "192.0.2.1: body is wrong; 192.0.2.3: reset at h:80"
                )
        )
        #expect(whole.addresses?.list.map(\.reason) == [nil, .body, .refused, .reset, .refused])
    }

    @Test func `among those that are well the slowest counts, and the certificate that ends first`()
    {
        let whole = joined([
            outcome(total: 5, expires: 900), outcome(total: 70, expires: 800), outcome(total: 6),
        ])
        #expect(whole.message == .ok)
        #expect(whole.times.total == 70)
        #expect(whole.certificate?.expires == Timestamp(seconds: 800))
        let refused = joined([outcome(expires: 1), outcome(.certificate, expires: 5)])
        #expect(refused.certificate?.expires == Timestamp(seconds: 5))
    }

    @Test func `a single address has the message of any check`() {
        #expect(joined([outcome(.refused)]).message == .text("refused at h:80"))
        #expect(joined([outcome(.refused)]).addresses?.list.count == 1)
    }

    @Test func `each address is named however long the messages are`() {
        var outcomes: [CheckOutcome] = []
        for number in 0..<32 {
            var one = CheckOutcome()
            one.failure = .init(
                reason: .body,
                message: "\(number)" + String(repeating: "é", count: 900)
            )
            outcomes.append(one)
        }
        let text = joined(outcomes).message.text
        #expect(text.utf8.count <= RecordBuilder.longestText)
        for number in 0..<32 { #expect(text.contains("192.0.2.\(number): ")) }
    }

    @Test func `an entry has the members of a record`() throws {
        let entry = AddressOutcome(
            address: "::1",
            result: .applicationError,
            reason: .status,
            message: .status(503),
            times: PhaseTimes(wait: 1500)
        )
        #expect(
            String(decoding: JSONWriter.bytes(entry.json), as: UTF8.self)
                == """
                {"address":"::1","result":"APPLICATION_ERROR","reason":"status","message":503,"timing":{"wait":1.500}}
                """
        )
    }
}
