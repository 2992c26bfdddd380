// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import Testing

@testable import pmon_serve

struct ForcedScansTests {
    let folder = TestFolder()

    private func command(_ script: String) throws -> ScanCommand {
        ScanCommand(
            try Fixture.settings(folder, "scan.command = \(script)\n"),
            notify: false,
            binaries: "/bin"
        )
    }

    private func wait(_ what: String, _ condition: () -> Bool) {
        let start = Monotonic.now()
        while !condition() {
            guard Monotonic.now() - start < .seconds(20) else {
                Issue.record("waited in vain: \(what)")
                return
            }
            usleep(5000)
        }
    }

    @Test func `a second wish joins the running scan, a third must wait`() throws {
        let runner = ForcedScans()
        let command = try command("until test -e out; do sleep 0.02; done")
        guard case .started(let job) = runner.request(command, pause: 5, now: Fixture.now) else {
            Issue.record("the scan was not started")
            return
        }
        guard case .joined(let same) = runner.request(command, pause: 5, now: Fixture.now + 60)
        else {
            Issue.record("the second wish did not join")
            return
        }
        #expect(same.id == job.id)
        try folder.write("out", "")
        wait("the end of the scan") { runner.job(job.id)?.phase == .finished }
        #expect(runner.request(command, pause: 5, now: Fixture.now + 2.5) == .tooSoon(3))
        guard case .started = runner.request(command, pause: 5, now: Fixture.now + 6) else {
            Issue.record("the next scan was not started")
            return
        }
        wait("the end of the next scan") { runner.latest?.phase == .finished }
    }

    @Test func `a crashed scan does not block the next`() throws {
        let runner = ForcedScans()
        _ = runner.request(try command("kill -9 $$"), pause: 0, now: Fixture.now)
        wait("the crash") { runner.latest?.reason != nil }
        _ = runner.request(try command("true"), pause: 0, now: Fixture.now + 1)
        wait("the good scan") { runner.latest?.phase == .finished }
        #expect(runner.job("unknown") == nil)
    }
}
