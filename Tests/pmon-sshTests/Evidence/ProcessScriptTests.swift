// SPDX-License-Identifier: MIT

import Glibc
import TestSupport
import Testing

@testable import pmon_ssh

struct ProcessScriptTests {
    private func state(
        _ command: String,
        marker: String,
        shell: ScriptRun.Shell = .standard
    ) throws -> ProcessState {
        let gathering = ScriptRun.gathering(command: command, marker: marker)
        return try ScriptRun.gather(gathering, shell: shell).gathered.state(of: 0, marker: 0)
    }

    @Test(
        arguments: ScriptRun.Shell.all,
        [
            "ps aux | grep MARKER", "ps -ef | grep -i MARKER", "ps -o pid,args | awk '/MARKER/'",
        ]
    )
    func `a command does not find itself`(shell: ScriptRun.Shell, command: String) throws {
        // The other cases run at the same time, and their commands are processes like any other.
        let marker = "pmon-nosuch-\(UInt64.random(in: 0 ... .max))"
        let command = command.replacing("MARKER", with: marker)
        let state = try state(command, marker: marker, shell: shell)
        guard case .missing = state else {
            Issue.record("\(state)")
            return
        }
    }

    @Test(arguments: ["MARKER=x; ps -eo args | grep MARKER", "ps -eo args | grep \"$x\"MARKER"])
    func `commands without process ids do not find themselves either`(command: String) throws {
        let marker = "pmon-nosuch-\(UInt64.random(in: 0 ... .max))"
        let command = command.replacing("MARKER", with: marker)
        switch try state(command, marker: marker) {
        case .missing, .unknown: break
        case let state: Issue.record("\(state)")
        }
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `a process that runs is found by all of them`(shell: ScriptRun.Shell) throws {
        // No other case that runs at the same time may look for the same process.
        let time = "61.\(UInt32.random(in: 1_000_000_000 ... .max))"
        let process = try BackgroundProcess("sleep", [time])
        defer { withExtendedLifetime(process) {} }
        // A process that began in the clock tick of the visit could be the visit's own.
        let search = "pgrep -fx 'sleep \(time)' >/dev/null"
        var tries = 0
        while tries < 1000, system(search) != 0 { (tries, _) = (tries + 1, usleep(1000)) }
        usleep(50_000)
        for command in [
            "ps aux", "ps -ef | grep \(time.dropLast())", "ps aux | grep \(time)",
            "ps -eo args | grep \(time)",
        ] {
            let state = try state(command, marker: time, shell: shell)
            guard case .found(let lines, _) = state, !lines.contains(where: { $0.contains("grep") })
            else {
                Issue.record("\(command): \(state)")
                continue
            }
        }
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `the script's own shell is its own`(shell: ScriptRun.Shell) throws {
        let command = "echo $$ own"
        let gathering = ScriptRun.gathering(command: command, marker: "own")
        let gathered = try ScriptRun.gather(gathering, shell: shell).gathered
        let line = try #require(gathered.scans[0].filters[0].lines.first)
        let number = try #require(line.split(separator: " ").first.flatMap { Int($0) })
        #expect(gathered.processes.kind(of: number) == .own)
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `a process that ends while it is read hides no other`(shell: ScriptRun.Shell) throws {
        let folder = try TemporaryFolder()
        let rest = "S 10 20 30 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 5 0 4711 99 98 97\n"
        for (name, comm) in [("10", "java"), ("12", "a\nb"), ("13", "last")] {
            try folder.write(name, "\(name) (\(comm)) \(rest)")
        }
        // A folder can be opened and not be read, as the file of a process that has just ended.
        #expect(try ChildProcess.run("mkdir", [folder.file("11")]).status == 0)
        let script = ProcessScript.view.replacing("/proc/[0-9]*/stat", with: "\(folder.path)/*")
        let outcome = try ChildProcess.run(
            shell.words[0],
            Array(shell.words.dropFirst()),
            input: ((shell.hasApplets ? "grep() { busybox grep \"$@\"; }\n" : "") + script).utf8
        )
        let lines = outcome.text.split(separator: "\n").map {
            String($0).replacing("\(folder.path)/", with: "/proc/")
        }
        #expect(lines.compactMap(RunningProcess.init(stat:)).map(\.name) == ["java", "", "last"])
        #expect(lines.last?.hasPrefix("/proc/self/stat:") == true)
        #expect(lines.contains { $0.hasPrefix("/proc/loadavg: ") })
    }

    @Test func `only calls of ps go without a shell of their own`() {
        #expect(ProcessScript.scan("ps aux") == "LC_ALL=$U ps aux </dev/null")
        for command in ["ps aux | cat", "ps $x", "psx", "exit 1", "ps 'a'", "ps *"] {
            #expect(ProcessScript.scan(command).hasPrefix("( "))
        }
    }
}
