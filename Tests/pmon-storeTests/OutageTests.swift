// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonTool
import Testing

@testable import pmon_store

struct OutageTests {
    @Test func `attempts come ever more seldom, up to a minute apart`() {
        let log = Diagnostics(tool: "test", stderrLevel: .fatal)
        var outage = Outage()
        #expect(!outage.isGoingOn)
        let pauses = (0..<9).map { _ in outage.note(ToolError(.tryAgain, "locked"), log: log) }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60].map(Duration.seconds))
        #expect(outage.isGoingOn)
        outage.end(log: log)
        #expect(!outage.isGoingOn)
        #expect(outage.note(ToolError(.inputOutput, "full"), log: log) == .seconds(1))
    }
}
