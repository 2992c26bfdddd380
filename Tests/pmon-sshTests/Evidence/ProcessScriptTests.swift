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
        let gathered = try ScriptRun.gather(gathering, shell: shell).gathered
        return ProcessState(
            gathered.scans[0],
            marker: 0,
            command: command,
            view: gathered.processes,
            failure: nil
        )
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

    @Test func `only calls of ps go without a shell of their own`() {
        #expect(ProcessScript.scan("ps aux") == "LC_ALL=$U ps aux </dev/null")
        for command in ["ps aux | cat", "ps $x", "psx", "exit 1", "ps 'a'", "ps *"] {
            #expect(ProcessScript.scan(command).hasPrefix("( "))
        }
    }
}
