// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ConversationTests {
    @Test func `what has come before the time is over is kept`() throws {
        let server = try SSHServer()
        var gathering = VisitDriver.gathering()
        _ = gathering.add(command: "echo begun; sleep 30", marker: "begun", logSearch: nil)
        let gathered = try VisitDriver.visit(
            server.machine(timeout: .milliseconds(1500)),
            gathering: gathering
        )
        #expect(gathered.failure?.kind == .timeout)
        #expect(gathered.failure?.text.hasSuffix("while running 'echo begun; sleep 30'") == true)
        #expect(gathered.state(of: 0, marker: 0) == .found(lines: ["marker line"], count: 1))
        #expect(gathered.scans[0].errors.status == 0)
        #expect(gathered.scans[1].filters[0].lines == ["begun"])
        #expect(gathered.scans[1].errors.status == nil)
    }

    @Test func `a shell that is killed is not waited for, whatever holds its output`() throws {
        let server = try SSHServer()
        var gathering = VisitDriver.gathering()
        _ = gathering.add(
            command: "echo begun; kill -9 $$; sleep 60",
            marker: "begun",
            logSearch: nil
        )
        gathering.limit = .seconds(60)
        let gathered = try VisitDriver.visit(
            server.machine(timeout: .seconds(60)),
            gathering: gathering
        )
        #expect(gathered.failure?.kind == .commands)
        let ending = "signal KILL ended its shell before the commands did"
        #expect(gathered.failure?.text.hasPrefix(ending) == true)
        #expect(gathered.scans[1].filters[0].lines == ["begun"])
    }

    @Test func `a server that runs another command is no evidence`() throws {
        let server = try SSHServer(configuration: ["ForceCommand echo 'no entry'; exit 0"])
        let gathered = try VisitDriver.visit(server.machine())
        #expect(gathered.failure?.kind == .commands)
        #expect(gathered.failure?.text.contains("no entry") == true)
    }

    @Test func `floods on both streams end, and do not count as evidence`() throws {
        let server = try SSHServer()
        let flood =
            "head -c 3000000 /dev/zero | tr '\\0' x >&2; head -c 3000000 /dev/zero; echo; echo marker"
        let gathered = try VisitDriver.visit(
            server.machine(),
            gathering: VisitDriver.gathering(command: flood)
        )
        #expect(gathered.failure == nil)
        #expect(gathered.scans[0].lineCount == 2)
    }

    @Test func `endless output is cut off`() throws {
        let server = try SSHServer()
        // Long lines bring a visit to its limit with little work; on both sides time is no matter here.
        let line = "marker " + String(repeating: "x", count: 1000)
        var gathering = VisitDriver.gathering(command: "yes '\(line)'")
        gathering.limit = .seconds(120)
        let gathered = try VisitDriver.visit(
            server.machine(timeout: .seconds(120)),
            gathering: gathering
        )
        #expect(gathered.failure?.kind == .protocolError)
        #expect(gathered.failure?.text.contains("sent more than") == true)
        #expect(gathered.scans[0].filters[0].lines.count == MarkerFilter.mostLines)
    }
}
