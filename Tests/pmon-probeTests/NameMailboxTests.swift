// SPDX-License-Identifier: MIT

import PmonCurl
import PmonSystem
import Testing

@testable import pmon_probe

struct NameMailboxTests {
    @Test func `a delivery wakes the loop and is taken once`() throws {
        let loop = try MultiLoop()
        let mailbox = NameMailbox(waker: loop.waker)
        let reply = NameResolver.Reply(answer: .addresses(["127.0.0.1"]), began: .now())
        mailbox.post(NameMailbox.Delivery(number: 7, reply: reply))
        let clock = ContinuousClock()
        let start = clock.now
        try loop.wait(limit: 60_000)
        #expect(clock.now - start < .seconds(30))
        #expect(mailbox.takeAll().map(\.number) == [7])
        #expect(mailbox.takeAll().isEmpty)
    }
}
