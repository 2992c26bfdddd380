// SPDX-License-Identifier: MIT

import Testing

@testable import PmonSystem

struct WakePipeTests {
    @Test func `a wait ends when it is woken and lasts when it is not`() throws {
        let pipe = try WakePipe()
        let clock = ContinuousClock()
        pipe.wake()
        pipe.wake()
        let woken = clock.measure { WakePipe.wait(for: [pipe.readEnd], limit: .seconds(60)) }
        #expect(woken < .seconds(30))
        pipe.drain()
        let lasting = clock.measure { WakePipe.wait(for: [pipe.readEnd], limit: .milliseconds(30)) }
        #expect(lasting >= .milliseconds(30))
    }

    @Test func `a pipe that is full is still woken without blocking`() throws {
        let pipe = try WakePipe()
        for _ in 0..<70_000 { pipe.wake() }
        pipe.drain()
        let clock = ContinuousClock()
        #expect(
            clock.measure { WakePipe.wait(for: [pipe.readEnd], limit: .milliseconds(5)) }
                >= .milliseconds(5)
        )
    }
}
