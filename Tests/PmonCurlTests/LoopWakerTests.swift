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

    @Test func `another thread can wake a loop`() throws {
        let loop = try MultiLoop()
        let waker = Unmanaged.passRetained(loop.waker)
        let clock = ContinuousClock()
        let start = clock.now
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, wakeLoop, waker.toOpaque())
        #expect(code == 0)
        try loop.wait(limit: 60_000)
        #expect(clock.now - start < .seconds(30))
        pthread_join(thread, nil)
    }
}

private func wakeLoop(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<LoopWaker>.fromOpaque(context).takeRetainedValue().wake()
    return nil
}
