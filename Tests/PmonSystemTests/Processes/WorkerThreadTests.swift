// SPDX-License-Identifier: MIT

import Synchronization
import Testing

@testable import PmonSystem

struct WorkerThreadTests {
    @Test func `a join sees what the thread did`() throws {
        let counter = Counter()
        let threads = try (0..<8).map { _ in try WorkerThread.start { counter.add() } }
        for thread in threads { thread.join() }
        #expect(counter.value == 8)
    }

    @Test func `a detached thread runs, too`() throws {
        let pipe = try WakePipe()
        try WorkerThread.startDetached { pipe.wake() }
        let clock = ContinuousClock()
        #expect(
            clock.measure { WakePipe.wait(for: [pipe.readEnd], limit: .seconds(60)) } < .seconds(30)
        )
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add() {
        count.withLock { $0 += 1 }
    }
}
