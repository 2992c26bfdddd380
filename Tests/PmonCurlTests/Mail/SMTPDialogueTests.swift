// SPDX-License-Identifier: MIT

@testable import PmonCurl
import Testing

struct SMTPDialogueTests {
    @Test func `each reply belongs to the command before it`() {
        let dialogue = SMTPDialogue.of([
            "< 220 hi", "> EHLO me", "< 250-hi", "< 250 AUTH PLAIN", "> AUTH PLAIN", "< 334 ",
            "> AGEAYg==", "< 235 welcome",
            "> MAIL FROM:<a@b.org>", "< 250 OK", "> RCPT TO:<x@b.org>", "< 250 OK",
            "> RCPT TO:<y@b.org>", "< 550 no",
            "> DATA", "< 354 go", "< 250 taken", "> QUIT", "< 221 bye",
        ])
        #expect(dialogue.recipientReplies.mapValues(\.code) == [0: 250, 1: 550])
        #expect(dialogue.contentReply?.code == 250)
        #expect(dialogue.lastReply?.step == .content)
        #expect(dialogue.step == .content)
    }

    @Test func `a dialogue that ends early stays at the step it failed at`() {
        let dialogue = SMTPDialogue.of([
            "< 220 hi", "> MAIL FROM:<a>", "< 451 later", "> QUIT", "< 221 bye",
        ])
        #expect(dialogue.step == .sender)
        #expect(dialogue.lastReply?.reply.code == 451)
    }

    @Test func `a refused DATA is no reply to the content`() {
        let dialogue = SMTPDialogue.of(["< 220 hi", "> DATA", "< 451 later"])
        #expect(dialogue.contentReply == nil)
        #expect(dialogue.lastReply?.reply.code == 451)
    }
}

extension SMTPDialogue {
    /// A dialogue of lines: `> ` sent, `< ` received.
    static func of(_ lines: [String]) -> SMTPDialogue {
        let dialogue = SMTPDialogue()
        for line in lines {
            let bytes = Array("\(line.dropFirst(2))\r\n".utf8)
            if line.hasPrefix(">") { dialogue.send(bytes) } else { dialogue.receive(bytes) }
        }
        return dialogue
    }
}
