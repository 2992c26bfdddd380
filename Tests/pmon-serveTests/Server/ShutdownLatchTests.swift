// SPDX-License-Identifier: MIT

import PmonSystem
import Testing

@testable import pmon_serve

struct ShutdownLatchTests {
    @Test func `the end wakes a thread that waits and keeps its reason`() throws {
        let latch = try ShutdownLatch()
        #expect(!latch.isFinished)
        try WorkerThread.startDetached { latch.finish(ToolError(.cannotCreate, "port")) }
        latch.wait(limit: .seconds(20))
        #expect(latch.isFinished)
        #expect(latch.error?.message == "port")
        latch.wait()
    }
}
