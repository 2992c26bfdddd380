// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import pmon_ssh

struct WakeSignalTests {
    private func isReadable(_ signal: WakeSignal) -> Bool {
        var wait = pollfd(fd: signal.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&wait, 1, 0) == 1
    }

    @Test func `it is readable from raise to take, however often it is raised`() throws {
        let signal = try WakeSignal()
        #expect(!isReadable(signal))
        for _ in 0..<100_000 { signal.raise() }
        #expect(isReadable(signal))
        signal.take()
        #expect(!isReadable(signal))
    }

    @Test func `wait returns once another thread raises it`() throws {
        let signal = try WakeSignal()
        let thread = try #require(WorkerThread { signal.raise() })
        signal.wait()
        thread.join()
        #expect(!isReadable(signal))
    }
}
