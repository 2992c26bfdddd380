// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import Testing

@testable import pmon_serve

struct ScanProcessTests {
    let folder = TestFolder()

    private func command(_ script: String) throws -> ScanCommand {
        ScanCommand(
            try Fixture.settings(folder, "scan.command = \(script)\n"),
            notify: true,
            binaries: "/bin"
        )
    }

    private func run(
        _ script: String,
        limit: Double = 20,
        progress: (Int, Int?) -> Void = { _, _ in }
    ) throws -> ScanJob.Phase {
        ScanProcess.run(try command(script), limit: limit, started: { _ in }, progress: progress)
    }

    @Test func `a command that does its work is finished`() throws {
        #expect(try run("true") == .finished)
    }

    @Test func `a failure is told with its last words and its status`() throws {
        #expect(
            try run("echo first >&2; echo no http://u:canary@h/ >&2; exit 74")
                == .failed("no http://u:***@h/ (status 74)")
        )
        #expect(try run("exit 3") == .failed("status 3"))
        #expect(try run("kill -9 $$") == .failed("it was ended by signal 9"))
    }

    @Test func `it runs in the configuration's folder with its variables`() throws {
        let script =
            #"test "$PMON_NOTIFY" = True && test "$(pwd -P)" = "$(cd \#(folder.path) && pwd -P)" && test "$PMON_CONF" = \#(folder.path)/pmon.ini"#
        #expect(try run(script) == .finished)
    }

    @Test func `records on descriptor 3 are counted against what is announced`() throws {
        var seen: [Int] = []
        var announced: Int?
        let phase = try run(#"printf '{"of":3}\n{}\n' >&3; printf '{}\n' >&3"#) { count, total in
            seen.append(count)
            announced = total
        }
        #expect(phase == .finished)
        #expect(seen.last == 3)
        #expect(announced == 3)
    }

    @Test func `one that hangs is ended, and a child that stays does not hold it up`() throws {
        let start = Monotonic.now()
        #expect(try run("sleep 60", limit: 0.3) == .failed("it took longer than 0 minutes"))
        #expect(try run("sleep 60 & exit 0") == .finished)
        #expect(Monotonic.now() - start < .seconds(10))
    }
}
