// SPDX-License-Identifier: MIT

import Synchronization
import Testing

@testable import pmon_ssh

struct WorkerThreadTests {
    @Test func `the work is done when join returns`() throws {
        let count = SharedCount()
        let threads = try (0..<8).map { _ in try #require(WorkerThread(count.add)) }
        for thread in threads { thread.join() }
        #expect(count.value == 8)
    }
}

private final class SharedCount: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    @Sendable func add() { count.withLock { $0 += 1 } }
}
