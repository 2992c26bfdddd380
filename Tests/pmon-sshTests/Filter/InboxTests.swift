// SPDX-License-Identifier: MIT

import PmonRecord
import PmonSystem
import Testing

@testable import pmon_ssh

struct InboxTests {
    @Test func `what is added is taken once, and closing stays`() throws {
        let inbox = Inbox(wake: try WakePipe())
        inbox.add(.check(OwnCheck(target: "url.1", run: nil, begin: .now())))
        inbox.add(.record(line: [], target: "url.2", run: 3))
        inbox.wake.wait()
        let content = inbox.take()
        #expect(content.requests.map(\.target) == ["url.1", "url.2"])
        #expect(content.requests.map(\.run) == [nil, 3])
        #expect(!content.isClosed)
        inbox.close(cancelling: false)
        #expect(inbox.take().isClosed)
        inbox.close(cancelling: true)
        inbox.close(cancelling: false)
        #expect(inbox.take().isCancelled)
        #expect(inbox.take().requests.isEmpty)
    }
}
