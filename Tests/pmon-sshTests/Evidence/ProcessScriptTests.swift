// SPDX-License-Identifier: MIT

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
            "ps aux | grep pmon-nosuch", "ps -ef | grep -i pmon-nosuch",
            "ps -o pid,args | awk '/pmon-nosuch/'",
        ]
    )
    func `a command does not find itself`(shell: ScriptRun.Shell, command: String) throws {
        let state = try state(command, marker: "pmon-nosuch", shell: shell)
        guard case .missing = state else {
            Issue.record("\(state)")
            return
        }
    }

    @Test func `commands without process ids do not find themselves either`() throws {
        let command = "ps -eo args | grep pmon-nosuch"
        guard case .unknown = try state(command, marker: "pmon-nosuch") else {
            Issue.record("a verdict without evidence")
            return
        }
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `a process that runs is found by all of them`(shell: ScriptRun.Shell) throws {
        let process = try BackgroundProcess("sleep", ["61.4711"])
        defer { withExtendedLifetime(process) {} }
        for command in [
            "ps aux", "ps -ef | grep 61", "ps aux | grep 61.4711", "ps -eo args | grep 61.4711",
        ] {
            let state = try state(command, marker: "61.4711", shell: shell)
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
        #expect(gathered.processes.knowsServer)
    }

    @Test func `only calls of ps go without a shell of their own`() {
        #expect(ProcessScript.scan("ps aux") == "LC_ALL=$U ps aux </dev/null")
        for command in ["ps aux | cat", "ps $x", "psx", "exit 1", "ps 'a'", "ps *"] {
            #expect(ProcessScript.scan(command).hasPrefix("( "))
        }
    }
}
