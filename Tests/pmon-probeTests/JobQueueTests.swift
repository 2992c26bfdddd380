// SPDX-License-Identifier: MIT

import PmonCurl
import PmonSystem
import Synchronization
import Testing

@testable import pmon_probe

struct JobQueueTests {
    @Test func `jobs come out in their order, each once`() throws {
        let queue = JobQueue(limit: 10, room: try WakePipe())
        let target = try probeTarget()
        let waker = try MultiLoop().waker
        queue.push((0..<5).map { job(target, index: $0) })
        queue.push([job(target, index: 5)])
        var indexes: [Int] = []
        while let job = queue.next(for: waker) { indexes.append(job.index) }
        #expect(indexes == [0, 1, 2, 3, 4, 5])
        #expect(!queue.isFinished)
        queue.close()
        #expect(queue.isFinished)
    }

    @Test func `a stop drops what waits`() throws {
        let queue = JobQueue(limit: 10, room: try WakePipe())
        queue.push([job(try probeTarget())])
        queue.stop()
        #expect(queue.next(for: try MultiLoop().waker) == nil)
        #expect(queue.isStopping)
        #expect(queue.isFinished)
    }

    @Test func `a full queue holds its filler back until half of it is empty`() throws {
        let queue = JobQueue(limit: 4, room: try WakePipe())
        let target = try probeTarget()
        queue.push(Array(repeating: job(target), count: 4))
        let waker = try MultiLoop().waker
        let isHeld = Mutex(true)
        let filler = try WorkerThread.start {
            queue.waitForRoom()
            isHeld.withLock { $0 = false }
        }
        #expect(queue.next(for: waker) != nil)
        #expect(isHeld.withLock { $0 })
        #expect(queue.next(for: waker) != nil)
        filler.join()
        #expect(!isHeld.withLock { $0 })
        queue.push([job(target)])
        // Three of four: nothing to wait for.
        queue.waitForRoom()
    }

    @Test func `new work wakes a loop that found none, the end wakes all`() throws {
        let queue = JobQueue(limit: 2, room: try WakePipe())
        let hungry = try MultiLoop()
        let busy = try MultiLoop()
        queue.register(hungry.waker)
        queue.register(busy.waker)
        #expect(queue.next(for: hungry.waker) == nil)
        #expect(queue.next(for: hungry.waker) == nil)
        queue.push([job(try probeTarget())])
        #expect(try isWoken(hungry))
        #expect(queue.next(for: busy.waker) != nil)
        queue.push([job(try probeTarget())])
        queue.close()
        #expect(try isWoken(hungry))
        #expect(try isWoken(busy))
    }

    private func isWoken(_ loop: MultiLoop) throws -> Bool {
        let clock = ContinuousClock()
        let start = clock.now
        try loop.wait(limit: 60_000)
        return clock.now - start < .seconds(30)
    }
}
