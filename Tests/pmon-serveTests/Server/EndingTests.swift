// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_serve

struct EndingTests {
    @Test func `the end wakes who waits and keeps its reason`() {
        let ending = Ending()
        #expect(!ending.isFinished)
        BlockingThread.start { ending.finish(ToolError(.cannotCreate, "port")) }
        ending.wait(seconds: 20)
        #expect(ending.isFinished)
        #expect(ending.error?.message == "port")
        ending.waitOrWake(-1)
    }
}
