// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct SystemScriptTests {
    private func kills(
        _ shell: ScriptRun.Shell,
        count: Int?,
        dmesg: String,
        logs: String = "/dev/null"
    ) throws -> [String] {
        let folder = try TemporaryFolder()
        for (name, commands) in [("dmesg", dmesg), ("journalctl", "exit 1")] {
            try folder.write(name, "#!/bin/sh\n\(commands)\n")
            #expect(try ChildProcess.run("chmod", ["755", folder.file(name)]).status == 0)
        }
        let kernel = SystemScript.kernel.replacing("/var/log/", with: "\(logs)/")
        let fact = count.map { "m=/proc/vmstat:oom_kill\\ \($0); " } ?? "m=; "
        let script = "PATH=\(folder.path):$PATH; \(fact)\n\(kernel)\n"
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

    @Test(arguments: ScriptRun.Shell.all)
    func `systemd-oomd is asked where it runs, whatever the kernel has counted`(
        shell: ScriptRun.Shell
    ) throws {
        let folder = try TemporaryFolder()
        let line = "[5.0] a systemd-oomd[6]: Killed /a/b due to memory pressure for /a being 61.00%"
        try folder.write(
            "journalctl",
            "#!/bin/sh\n[ \"$1 $2\" = '-u systemd-oomd' ] || exit 1\necho started\necho '\(line)'\n"
        )
        #expect(try ChildProcess.run("chmod", ["755", folder.file("journalctl")]).status == 0)
        for (group, lines) in [(folder.path, [line]), ("/no/such/group", [])] {
            let kernel = SystemScript.kernel.replacing(
                "/sys/fs/cgroup/system.slice/systemd-oomd.service",
                with: group
            )
            let script = "PATH=\(folder.path):$PATH; m='/proc/vmstat:oom_kill 0'\n\(kernel)\n"
            let outcome = try ChildProcess.run(
                shell.words[0],
                Array(shell.words.dropFirst()),
                input: script.utf8
            )
            #expect(outcome.text.split(separator: "\n").map(String.init) == lines)
        }
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `lines of a file count if they are of today or yesterday`(shell: ScriptRun.Shell) throws {
        let logs = try TemporaryFolder()
        func line(_ age: String, _ format: String, _ name: String) throws -> String {
            let date = try ChildProcess.run("env", ["LC_ALL=C", "date", "-d", age, format]).text
            return date.replacing("\n", with: "")
                + " db1 kernel: [5.0] Out of memory: Killed process 7 (\(name)) total-vm:1kB\n"
        }
        func kernel() throws -> [String] {
            try kills(shell, count: 3, dmesg: "exit 1", logs: logs.path)
        }
        let formats = ["+%b %e 00:00:01", "+%Y-%m-%dT00:00:01.5+01:00"]
        for format in formats {
            try logs.write("kern.log", line("5 days ago", format, "old"))
            #expect(try kernel().isEmpty)
            for age in ["now", "yesterday"] {
                let text = try line("9 days ago", format, "old") + line(age, format, "new")
                try logs.write("kern.log", text)
                #expect(try kernel().map { $0.contains("(new)") } == [true])
            }
        }
    }
}
