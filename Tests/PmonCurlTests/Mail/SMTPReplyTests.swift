// SPDX-License-Identifier: MIT

@testable import PmonCurl
import Testing

struct SMTPReplyTests {
    @Test(arguments: [
        ("250 OK\r\n", SMTPReply(code: 250, text: "OK")),
        ("550 5.1.1 no such user\r\n", SMTPReply(code: 550, text: "5.1.1 no such user")),
        ("354\r\n", SMTPReply(code: 354, text: "")),
        ("199 hm", SMTPReply(code: 199, text: "hm")),
        ("600 hm", SMTPReply(code: 600, text: "hm")),
    ])
    func `the last line of a reply is read`(line: String, reply: SMTPReply) {
        #expect(SMTPReply(line: line.utf8) == reply)
        #expect(reply.isPositive == (reply.code == 250))
    }

    @Test(arguments: ["250-more\r\n", "", "25", "abc OK", "+25 x", "-25 x", "2500 x"])
    func `other lines are none`(line: String) {
        #expect(SMTPReply(line: line.utf8) == nil)
    }
}
