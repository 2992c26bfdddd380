// SPDX-License-Identifier: MIT

import Foundation
import PmonConfig
import PmonSystem
import TestSupport
import Testing

@testable import pmon_ssh

struct LoginTests {
    @Test func `the agent's keys are tried`() throws {
        let server = try SSHServer()
        let agent = try AgentProcess(server.keys.folder)
        try agent.add(server.keys.folder.file("user"))
        let machine = server.machine(credentials: Credentials(usesAgent: true))
        let gathered = try VisitDriver.visit(machine, agentSocket: agent.socket)
        #expect(gathered.failure == nil)
    }

    @Test func `an agent without keys, and no agent at all, are told`() throws {
        let server = try SSHServer()
        let machine = server.machine(credentials: Credentials(usesAgent: true))
        let agent = try AgentProcess(server.keys.folder)
        let empty = try VisitDriver.visit(machine, agentSocket: agent.socket).failure
        #expect(empty?.kind == .login)
        #expect(empty?.text.contains("agent (0 keys)") == true)
        let missing = try VisitDriver.visit(machine, agentSocket: "/no/such/socket").failure
        #expect(missing?.text.contains("agent (not available)") == true)
    }

    @Test func `an agent that never answers costs the machine's time and no more`() throws {
        let server = try SSHServer()
        let path = server.keys.folder.file("mute")
        let mute = try BackgroundProcess(
            "python3",
            [
                "-c",
                // The name is there once it listens.
                "import os, socket, sys, time; s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1] + '.new'); "
                    + "s.listen(); os.rename(sys.argv[1] + '.new', sys.argv[1]); time.sleep(100)",
                path,
            ]
        )
        defer { withExtendedLifetime(mute) {} }
        let deadline = Monotonic.now() + .seconds(30)
        while !KeyFile.exists(path), Monotonic.now() < deadline { usleep(20_000) }
        let machine = server.machine(
            credentials: Credentials(usesAgent: true),
            timeout: .seconds(4)
        )
        let failure = try VisitDriver.visit(machine, agentSocket: path).failure
        #expect(failure?.kind == .timeout)
        #expect(failure?.text.contains("logging in") == true)
    }

    @Test func `without anything to offer, the server's methods are told`() throws {
        let server = try SSHServer()
        let failure = try VisitDriver.visit(server.machine(credentials: Credentials())).failure
        let text = "nothing to log in with: the server offers publickey"
        #expect(failure?.text.hasPrefix(text) == true)
    }

    @Test func `a secret that cannot be read is a wrong setting, not a crash`() throws {
        let server = try SSHServer()
        let credentials = Credentials(
            keys: [server.keys.folder.file("user")],
            passphrase: .environment("PMON_TEST_NO_SUCH_VARIABLE")
        )
        let failure = try VisitDriver.visit(server.machine(credentials: credentials)).failure
        #expect(failure?.kind == .config)
        #expect(failure?.text.contains("PMON_TEST_NO_SUCH_VARIABLE") == true)
    }
}

/// A real ssh-agent.
final class AgentProcess {
    let socket: String
    private let process: BackgroundProcess

    init(_ folder: TemporaryFolder) throws {
        socket = folder.file("agent")
        process = try BackgroundProcess("ssh-agent", ["-D", "-a", socket])
        let deadline = Monotonic.now() + .seconds(30)
        while try !isAnswering(), Monotonic.now() < deadline { usleep(20_000) }
    }

    /// That it has no keys is status 1, that nobody listens is 2.
    private func isAnswering() throws -> Bool {
        try ChildProcess.run("ssh-add", ["-l"], environment: ["SSH_AUTH_SOCK": socket]).status < 2
    }

    func add(_ key: String) throws {
        let outcome = try ChildProcess.run(
            "ssh-add",
            ["-q", key],
            environment: ["SSH_AUTH_SOCK": socket]
        )
        guard outcome.status == 0 else { throw TestKeys.Failure(text: outcome.errors) }
    }
}
