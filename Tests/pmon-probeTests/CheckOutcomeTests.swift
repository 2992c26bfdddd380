// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_probe

struct CheckOutcomeTests {
    private func unmet(_ reason: Reason, _ sentence: String) -> ExpectationVerdict {
        ExpectationVerdict(reason: reason, isMet: false, sentence: sentence)
    }

    @Test func `nothing wrong is OK`() {
        var outcome = CheckOutcome()
        outcome.verdicts = [ExpectationVerdict(reason: .status, isMet: true, sentence: "")]
        #expect(outcome.result == .success)
        #expect(outcome.message == .ok)
        #expect(outcome.reason == nil)
    }

    @Test func `the status alone is the bare number, with others it is a sentence`() {
        var outcome = CheckOutcome()
        outcome.status = 404
        outcome.verdicts = [unmet(.status, "status 404, expected 200")]
        #expect(outcome.message == .status(404))
        outcome.verdicts.append(unmet(.body, "body is empty, expected \"x\""))
        #expect(outcome.message == .text("status 404, expected 200; body is empty, expected \"x\""))
        #expect(outcome.reason == .status)
        #expect(outcome.result == .applicationError)
    }

    @Test func `a failure of the environment comes first`() {
        var outcome = CheckOutcome()
        outcome.failure = CheckOutcome.Failure(reason: .reset, message: "cut")
        outcome.verdicts = [unmet(.body, "x")]
        #expect(outcome.message == .text("cut"))
        #expect(outcome.result == .exceptionError)
    }
}
