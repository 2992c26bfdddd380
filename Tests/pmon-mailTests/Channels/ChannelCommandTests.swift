// SPDX-License-Identifier: MIT

import Glibc
import PmonConfig
import PmonSystem
import TestSupport
import Testing

@testable import pmon_mail

struct ChannelCommandTests {
    init() {
        // As the tools do: a command need not read its event.
        _ = signal(SIGPIPE, SIG_IGN)
    }

    private func run(
        _ command: String,
        _ event: String = "{}\n",
        timeout: Duration = .seconds(20),
        folder: String = ""
    ) throws -> (outcome: ChannelCommand.Outcome, words: [String]) {
        var settings = ChannelSettings(name: "ops")
        try settings.set(.command, to: command)
        settings.timeout = timeout
        var words: [String] = []
        let outcome = ChannelCommand(settings, folder: folder).run(Array(event.utf8)) {
            words.append($0)
        }
        return (outcome, words)
    }

    @Test func `status 0 is the receipt, also of a command that does not read`() throws {
        #expect(try run("cat >/dev/null").outcome == .told)
        let large = String(repeating: "x", count: 1 << 20)
        #expect(try run("exit 0", large).outcome == .told)
        #expect(try run("test $(wc -c) -eq 1048576", large).outcome == .told)
    }

    @Test(arguments: [
        ("exit 3", "the command ended with status 3"),
        ("kill -9 $$", "the command was ended by signal 9"),
        ("/nowhere/x", "the command ended with status 127"),
        ("false | true; false", "the command ended with status 1"),
    ])
    func `another end is none, and says why`(command: String, words: String) throws {
        #expect(try run(command).outcome == .failed(words))
    }

    @Test func `its folder is that of the configuration`() throws {
        #expect(try run("test \"$(pwd -P)\" = /usr/bin", folder: "/usr/bin").outcome == .told)
        #expect(try run("true", folder: "/nowhere/x").outcome != .told)
    }

    @Test func `a command that hangs is ended with its children, and what it said is kept`() throws
    {
        let marker = "4\(getpid())7"
        let begin = Monotonic.now()
        let (outcome, words) = try run(
            "echo waiting >&2; trap '' TERM; sleep \(marker) & sleep \(marker)",
            timeout: .seconds(3)
        )
        #expect(outcome == .failed("the command took longer than 3s"))
        #expect(words.first == "waiting")
        #expect(Monotonic.now() - begin < .seconds(15))
        // Killed is not yet gone.
        #expect(
            eventually { (try? run("! pgrep -f 'sleep \(marker)$' >/dev/null"))?.outcome == .told }
        )
    }

    @Test func `stderr is bounded`() throws {
        let (outcome, words) = try run("yes 0123456789 | head -c 1000000 >&2")
        #expect(outcome == .told)
        #expect(words.joined().utf8.count < 20_000)
        #expect(words.count > 100)
    }

    private func eventually(_ condition: () -> Bool) -> Bool {
        let deadline = Monotonic.now() + .seconds(10)
        while Monotonic.now() < deadline {
            if condition() { return true }
            usleep(20_000)
        }
        return condition()
    }
}
