// SPDX-License-Identifier: MIT

@testable import PmonCurl
import Testing

struct SMTPResultTests {
    private let start = ["< 220 hi", "> EHLO me", "< 250 hi", "> MAIL FROM:<a@b.org>", "< 250 OK"]

    private func outcomes(_ lines: [String], failure: CurlCode? = nil) -> [SMTPResult.Outcome] {
        let error = failure.map { CurlError($0, operation: "perform", detail: "cut") }
        return SMTPResult(.of(start + lines), recipients: 2, failure: error).outcomes
    }

    @Test func `delivered is who was accepted in a mail that was taken`() {
        let lines = [
            "> RCPT TO:<x>", "< 550 no", "> RCPT TO:<y>", "< 250 OK", "> DATA", "< 354 go",
            "< 250 taken",
        ]
        let refusal = SMTPReply(code: 550, text: "no")
        #expect(outcomes(lines) == [.refused(refusal, at: SMTPResult.recipientStep), .delivered])
    }

    @Test func `without the last 250 nobody has the mail`() {
        let lines = [
            "> RCPT TO:<x>", "< 250 OK", "> RCPT TO:<y>", "< 250 OK", "> DATA", "< 354 go",
        ]
        #expect(
            outcomes(lines, failure: .receiveError)
                == Array(repeating: .failed("cut (at the mail itself)"), count: 2)
        )
        let refused = outcomes(lines + ["< 452 full"], failure: .weirdServerReply)
        #expect(
            refused
                == Array(
                    repeating: .refused(SMTPReply(code: 452, text: "full"), at: "the mail itself"),
                    count: 2
                )
        )
        #expect(
            outcomes(lines + ["< 251 hm"], failure: .weirdServerReply).contains(.delivered) == false
        )
    }

    @Test func `what a server says to a password is not repeated`() {
        let dialogue = SMTPDialogue.of([
            "< 220 hi", "> EHLO me", "< 250 hi", "> AUTH PLAIN c2VjcmV0", "< 535 secret is wrong",
        ])
        let error = CurlError(.loginDenied, operation: "perform")
        #expect(
            SMTPResult(dialogue, recipients: 1, failure: error).outcomes == [
                .refused(SMTPReply(code: 535, text: ""), at: "AUTH")
            ]
        )
    }

    @Test func `a server without STARTTLS is named as such`() {
        let dialogue = SMTPDialogue.of(["< 220 hi", "> EHLO me", "< 250 hi"])
        let error = CurlError(.tlsFailed, operation: "perform")
        guard
            case .failed(let cause) = SMTPResult(dialogue, recipients: 1, failure: error).outcomes
                .first
        else {
            Issue.record("not failed")
            return
        }
        #expect(cause.contains("STARTTLS"))
    }
}
