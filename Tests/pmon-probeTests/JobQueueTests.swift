// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

@testable import pmon_probe

struct JobQueueTests {
    @Test func `jobs come out in their order, each once`() throws {
        let queue = JobQueue(limit: 10, room: try WakePipe())
        let target = try probeTarget()
        queue.push((0..<5).map { job(target, index: $0) })
        queue.push([job(target, index: 5)])
        var indexes: [Int] = []
        while let job = queue.next() { indexes.append(job.index) }
        #expect(indexes == [0, 1, 2, 3, 4, 5])
        #expect(!queue.isFinished)
        queue.close()
        #expect(queue.isFinished)
    }

    @Test func `a stop drops what waits`() throws {
        let queue = JobQueue(limit: 10, room: try WakePipe())
        queue.push([job(try probeTarget())])
        queue.stop()
        #expect(queue.next() == nil)
        #expect(queue.isStopping)
        #expect(queue.isFinished)
    }

    @Test func `a full queue holds its filler back until there is room`() throws {
        let queue = JobQueue(limit: 2, room: try WakePipe())
        let target = try probeTarget()
        queue.push([job(target), job(target)])
        #expect(queue.isFull)
        let emptier = try WorkerThread.start { _ = queue.next() }
        queue.waitForRoom()
        #expect(!queue.isFull)
        emptier.join()
    }

    @Test func `new work wakes the loops`() throws {
        let queue = JobQueue(limit: 2, room: try WakePipe())
        let loop = try MultiLoop()
        queue.register(loop.waker)
        queue.push([job(try probeTarget())])
        let clock = ContinuousClock()
        let start = clock.now
        try loop.wait(limit: 60_000)
        #expect(clock.now - start < .seconds(30))
    }
}
