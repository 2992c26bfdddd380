// SPDX-License-Identifier: MIT

import Glibc
import PmonCurl
import Testing

struct LoopWakerTests {
    @Test func `waking a loop that is gone does no harm`() throws {
        var loop: MultiLoop? = try MultiLoop()
        let waker = try #require(loop?.waker)
        loop = nil
        waker.wake()
    }

    @Test func `another thread can wake a loop`() async throws {
        let loop = try MultiLoop()
        let waker = loop.waker
        let clock = ContinuousClock()
        let start = clock.now
        let other = Task.detached { waker.wake() }
        try loop.wait(limit: 20_000)
        #expect(clock.now - start < .seconds(10))
        await other.value
    }
}
