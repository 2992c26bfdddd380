// SPDX-License-Identifier: MIT

@testable import PmonCurl
import PmonText
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

    @Test(arguments: ["199 hm", "600 hm", "999", "000 x", "what?", "250-and no end"])
    func `a reply that SMTP does not know is no other recipient's`(words: String) {
        let lines = [
            "> RCPT TO:<x>", "< \(words)", "> RCPT TO:<y>", "< 250 OK", "> DATA", "< 354 go",
            "< 250 taken",
        ]
        #expect(outcomes(lines).map { $0 == .delivered } == [false, true])
    }

    @Test
    func `a receipt that came too late for libcurl is one, if the whole mail was handed over`() {
        let lines = [
            "> RCPT TO:<x>", "< 250 OK", "> RCPT TO:<y>", "< 550 no", "> DATA", "< 354 go",
        ]
        let late = lines + ["> QUIT", "< 250 taken", "< 221 bye"]
        let error = CurlError(.timedOut, operation: "perform", detail: "slow")
        for (lines, isUploaded, isTaken) in [
            (late, true, true), (late, false, false), (lines + ["< 250 taken"], true, true),
            (lines + ["> QUIT", "< 221 bye"], true, false),
            (lines + ["> QUIT", "< 451 later", "< 250 bye"], true, false), (lines, true, false),
        ] {
            let outcomes = SMTPResult(
                .of(start + lines),
                recipients: 2,
                failure: error,
                isUploaded: isUploaded
            ).outcomes
            #expect((outcomes[0] == .delivered) == isTaken)
            #expect(outcomes[1] == .refused(SMTPReply(code: 550, text: "no"), at: "RCPT TO"))
        }
    }

    @Test func `what a server says to a password is repeated without it`() {
        let dialogue = SMTPDialogue.of([
            "< 220 hi", "> EHLO me", "< 250 hi", "> AUTH PLAIN c2VjcmV0", "< 535 secret is wrong",
        ])
        let error = CurlError(.loginDenied, operation: "perform")
        #expect(
            SMTPResult(dialogue, recipients: 1, failure: error, mask: SecretMask(["secret"]))
                .outcomes == [
                    .refused(SMTPReply(code: 535, text: "*** is wrong"), at: "AUTH")
                ]
        )
    }

    @Test(arguments: ["se%63ret", "SECRET", "c2VjcmV0", "736563726574"])
    func `a password is masked in any encoding`(echo: String) {
        let dialogue = SMTPDialogue.of([
            "< 220 hi", "> EHLO me", "< 250 hi", "> AUTH PLAIN x", "< 535 not \(echo)",
        ])
        let error = CurlError(.loginDenied, operation: "perform")
        let result = SMTPResult(
            dialogue,
            recipients: 1,
            failure: error,
            mask: SecretMask(["secret"])
        )
        #expect(result.outcomes == [.refused(SMTPReply(code: 535, text: "not ***"), at: "AUTH")])
    }

    @Test func `a recipient's refusal does not repeat a secret either`() {
        let dialogue = SMTPDialogue.of([
            "< 220 hi", "> EHLO me", "< 250 hi", "> MAIL FROM:<a@b>", "< 250 ok", "> RCPT TO:<c@d>",
            "< 550 5.7.1 no, secret",
        ])
        let result = SMTPResult(dialogue, recipients: 1, failure: nil, mask: SecretMask(["secret"]))
        #expect(
            result.outcomes == [
                .refused(SMTPReply(code: 550, text: "5.7.1 no, ***"), at: SMTPResult.recipientStep)
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
