// SPDX-License-Identifier: MIT

import Testing

@testable import PmonSystem

struct NameMailboxTests {
    @Test func `a delivery wakes the loop and is taken once`() throws {
        let pipe = try WakePipe()
        let mailbox = NameMailbox { pipe.wake() }
        let reply = NameResolver.Reply(answer: .failure(.noAddress), began: .now())
        mailbox.post(reply, number: 7)
        mailbox.post(reply, number: 8)
        pipe.wait()
        #expect(mailbox.takeAll().map(\.number) == [7, 8])
        #expect(mailbox.takeAll().isEmpty)
        mailbox.post(reply, number: 9)
        pipe.wait()
        #expect(mailbox.takeAll().map(\.number) == [9])
    }
}
