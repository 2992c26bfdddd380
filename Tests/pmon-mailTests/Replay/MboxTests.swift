// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct MboxTests {
    @Test func `a mail begins with its separator and ends with an empty line`() {
        let mail = Array("Subject: x\r\n\r\nbody\r\n".utf8)
        let entry = Mbox.entry(mail, from: "pmon@example.org", at: MailFixture.time(0))
        let text = String(decoding: entry, as: UTF8.self) + "\n"
        #expect(text.hasPrefix("From pmon@example.org "))
        #expect(text.hasSuffix("\nSubject: x\n\nbody\n\n"))
        #expect(!entry.contains(0x0D))
    }
}
