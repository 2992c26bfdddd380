// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import TestSupport
import Testing

@testable import pmon_ssh

struct ProcessFamilyTests {
    @Test func `children in sessions of their own belong to the family, others do not`() throws {
        let program = try ChildProgram(
            ["sh", "-c", "sleep 71 & setsid sh -c 'sleep 72; :' & wait"],
            streams: [(0, nil), (1, nil), (2, nil)]
        )
        let deadline = Monotonic.now() + .seconds(10)
        var family: [pid_t] = []
        while family.count < 3, Monotonic.now() < deadline {
            family = ProcessFamily.descendants(of: program.identifier)
        }
        #expect(family.count == 3)
        #expect(!family.contains(program.identifier) && !family.contains(getpid()))
        for process in family + [program.identifier] { #expect(kill(process, 0) == 0) }
        // The end of one may be that of its parent.
        for process in family + [program.identifier] { kill(process, SIGKILL) }
        _ = program.wait()
        #expect(ProcessFamily.descendants(of: program.identifier).isEmpty)
    }
}
