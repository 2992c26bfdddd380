// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SSHChannelTests {
    @Test func `a server that opens no channel is told`() throws {
        let server = try SSHServer(configuration: ["MaxSessions 0"])
        let failure = try VisitDriver.visit(server.machine()).failure
        #expect(failure?.kind == .commands)
    }

    @Test func `one channel is enough where the server allows just one`() throws {
        let server = try SSHServer(configuration: ["MaxSessions 1"])
        var gathering = VisitDriver.gathering()
        _ = gathering.add(command: "echo second", marker: "second", logSearch: nil)
        let gathered = try VisitDriver.visit(server.machine(), gathering: gathering)
        #expect(gathered.failure == nil)
        #expect(gathered.scans.map(\.lineCount) == [1, 1])
    }
}
