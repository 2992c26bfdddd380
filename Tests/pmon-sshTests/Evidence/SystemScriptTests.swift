// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct SystemScriptTests {
    private func kills(_ shell: ScriptRun.Shell, count: Int?, dmesg: String) throws -> [String] {
        let folder = try TemporaryFolder()
        try folder.write("dmesg", "#!/bin/sh\n\(dmesg)\n")
        #expect(try ChildProcess.run("chmod", ["755", folder.file("dmesg")]).status == 0)
        let fact = count.map { "m=/proc/vmstat:oom_kill\\ \($0); " } ?? "m=; "
        let script = "PATH=\(folder.path):$PATH; \(fact)\n\(SystemScript.kernel)\n"
        let outcome = try ChildProcess.run(
            shell.words[0],
            Array(shell.words.dropFirst()),
            input: script.utf8
        )
        return outcome.text.split(separator: "\n").map(String.init)
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `the log is read only where the kernel has killed`(shell: ScriptRun.Shell) throws {
        let log =
            "for i in 1 2 3 4 5; do echo \"[$i.0] Out of memory: Killed process $i (java)\"; echo; done"
        #expect(try kills(shell, count: 0, dmesg: log).isEmpty)
        let killed = try kills(shell, count: 5, dmesg: log)
        #expect(killed.count == 3)
        #expect(killed.last == "[5.0] Out of memory: Killed process 5 (java)")
        #expect(try kills(shell, count: 10, dmesg: "echo nothing").isEmpty)
        // Without a count, as on BSD.
        let other = "echo 'pid 7 (java), jid 0, uid 0, was killed: out of swap space'"
        #expect(try kills(shell, count: nil, dmesg: other).count == 1)
    }
}
