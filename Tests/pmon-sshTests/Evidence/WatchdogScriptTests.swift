// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import pmon_ssh

@Suite(.serialized)
struct WatchdogScriptTests {
    /// Processes whose command line holds a text.
    private func running(_ text: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { Int($0) != nil }.compactMap { name in
            guard let data = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else {
                return nil
            }
            let line = String(decoding: data, as: UTF8.self)
            return line.contains(text) && !line.contains("pmon-sshTests") ? line : nil
        }
    }

    /// True once none of them is left.
    private func areGone(_ text: String) -> Bool {
        let end = ContinuousClock.now + .seconds(20)
        while !running(text).isEmpty {
            guard ContinuousClock.now < end else { return false }
            usleep(10_000)
        }
        return true
    }

    @Test(
        arguments: ScriptRun.Shell.all,
        [
            "sleep 86117 | cat", "(trap '' TERM; sleep 86117; sleep 86117); sleep 86117",
            "sh -c 'sleep 86117' & sleep 86117",
            "timeout 60 sh -c 'sleep 86117; :'",
            "setsid sh -c 'sleep 86117 & sleep 86117'; sleep 86117",
        ]
    )
    func `when time is over, nothing is left`(shell: ScriptRun.Shell, command: String) throws {
        // No other run of these tests may look for the same processes.
        let time = "86117.\(UInt32.random(in: 1_000_000_000 ... .max))"
        let own = command.replacing("86117", with: time)
        var gathering = ScriptRun.gathering(command: own)
        // The script comes as far as the command within its time.
        gathering.limit = .seconds(2)
        let (gathered, reader) = try ScriptRun.gather(gathering, shell: shell)
        #expect(reader.isOutOfTime)
        #expect(reader.section == .scan(0))
        #expect(!gathered.memory.lines.isEmpty)
        #expect(areGone(time))
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `below another shell nothing is left either`(shell: ScriptRun.Shell) throws {
        var gathering = ScriptRun.gathering(command: "sleep 86118 | cat; sleep 86118")
        gathering.limit = .seconds(1)
        let wrapped = ScriptRun.Shell(
            words: ["sh", "-c", "\(shell); :"],
            hasApplets: shell.hasApplets
        )
        let (_, reader) = try ScriptRun.gather(gathering, shell: wrapped)
        #expect(reader.isOutOfTime)
        #expect(areGone("86118"))
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `nor where nobody reads any more, as after the end of the connection`(
        shell: ScriptRun.Shell
    ) throws {
        var gathering = ScriptRun.gathering(command: "(trap '' PIPE; sleep 86115; sleep 86115)")
        gathering.limit = .seconds(1)
        // The reader goes when the list has begun.
        let unread = ScriptRun.Shell(
            words: ["sh", "-c", "\(shell) 2>&1 | sed '/:b:s0/q' >/dev/null"],
            hasApplets: shell.hasApplets
        )
        _ = try ScriptRun.gather(gathering, shell: unread)
        #expect(areGone("86115"))
    }

    @Test(arguments: ["setsid sleep 86116 & true", "(setsid sleep 86116 &)"])
    func `what a command leaves in a session of its own ends with the script`(command: String)
        throws
    {
        let gathering = ScriptRun.gathering(command: command)
        #expect(try ScriptRun.gather(gathering).reader.isAtEnd)
        #expect(areGone("86116"))
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `the watchdog ends with the script`(shell: ScriptRun.Shell) throws {
        var gathering = ScriptRun.gathering(command: "true")
        gathering.limit = .seconds(86_119)
        let (_, reader) = try ScriptRun.gather(gathering, shell: shell)
        #expect(reader.isAtEnd)
        #expect(areGone("86118"))
    }
}
