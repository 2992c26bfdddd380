// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonText
import TestSupport
import Testing

@testable import pmon_ssh

struct VisitTests {
    @Test(arguments: ["ed25519", "ecdsa"])
    func `a real server is looked into by key`(type: String) throws {
        let server = try SSHServer(hostKeyType: type, userKeyType: type)
        let gathered = try VisitDriver.visit(server.machine())
        #expect(gathered.failure == nil)
        #expect(gathered.state(of: 0, marker: 0) == .found(lines: ["marker line"], count: 1))
        #expect(gathered.memory.lines.contains { $0.hasPrefix("MemTotal") })
        #expect(try server.keys.folder.text("known_hosts").hasPrefix("[127.0.0.1]:\(server.port) "))
        // Known now, so that strict lets it pass as well.
        #expect(try VisitDriver.visit(server.machine(policy: .strict)).failure == nil)
    }

    @Test func `an unknown host is not logged in to under strict`() throws {
        let server = try SSHServer()
        let failure = try VisitDriver.visit(server.machine(policy: .strict)).failure
        #expect(failure?.kind == .hostKey)
        #expect(try !server.log().contains("userauth-request"))
    }

    @Test func `a key with a passphrase, a wrong passphrase and no key`() throws {
        let server = try SSHServer()
        let path = try server.keys.make("locked", passphrase: "open sesame")
        let authorized =
            try server.keys.publicText("user") + "\n" + server.keys.publicText("locked")
        try server.keys.folder.write("user.pub", authorized + "\n")
        func visit(_ passphrase: String?, key: String) throws -> VisitFailure? {
            let credentials = Credentials(
                keys: [key],
                passphrase: passphrase.map { .literal(Secret($0)) }
            )
            return try VisitDriver.visit(server.machine(credentials: credentials)).failure
        }
        #expect(try visit("open sesame", key: path) == nil)
        let wrong = try visit("wrong", key: path)
        #expect(wrong?.kind == .login)
        #expect(wrong?.text.contains(path) == true)
        #expect(wrong?.text.contains("wrong") == false)
        #expect(wrong?.text.hasPrefix("nothing to log in with, tried key ") == true)
        #expect(wrong?.text.contains("(its passphrase is another)") == true)
        #expect(try visit(nil, key: path)?.text.contains("(needs a passphrase)") == true)
        #expect(try visit(nil, key: "/no/such/key")?.text.contains("cannot be read") == true)
    }

    @Test func `an RSA key is told apart from a key that is refused`() throws {
        let server = try SSHServer()
        let path = try server.keys.make("old", type: "rsa")
        let failure = try VisitDriver.visit(
            server.machine(credentials: Credentials(keys: [path]))
        ).failure
        #expect(failure?.kind == .login)
        #expect(failure?.text.contains("RSA") == true)
    }

    @Test func `nobody at the port is refused at once`() throws {
        var machine = try SSHServer().machine()
        machine = Machine(
            host: "127.0.0.1",
            port: try FreePort.find(),
            user: "x",
            credentials: machine.credentials,
            hostKeyPolicy: .acceptNew,
            knownHosts: "/dev/null",
            timeout: .seconds(5)
        )
        #expect(try VisitDriver.visit(machine).failure?.kind == .refused)
    }

    @Test func `a visit to nobody ends at its deadline, not before`() throws {
        let machine = Machine(
            host: "192.0.2.1",
            port: 22,
            user: "x",
            credentials: Credentials(),
            hostKeyPolicy: .acceptNew,
            knownHosts: "/dev/null",
            timeout: .milliseconds(300)
        )
        let begin = Monotonic.now()
        let visit = Visit(
            Inventory.Site(machine: machine, gathering: VisitDriver.gathering()),
            .init(judge: HostKeyJudge(), agentSocket: nil),
            now: begin
        )
        #expect(visit.isUnanswered(now: begin, patience: .zero, silence: .seconds(9)))
        #expect(!visit.isUnanswered(now: begin, patience: .seconds(1), silence: .zero))
        visit.step(now: begin + .milliseconds(299))
        #expect(visit.result == nil)
        visit.step(now: begin + .milliseconds(300))
        #expect(visit.result?.failure?.kind == .timeout)
        #expect(visit.result?.failure?.text.contains("looking up its name") == true)
    }

    @Test func `a cancelled visit keeps its reason`() throws {
        let visit = Visit(
            Inventory.Site(machine: try SSHServer().machine(), gathering: Gathering()),
            .init(judge: HostKeyJudge(), agentSocket: nil),
            now: .now()
        )
        visit.cancel(VisitFailure(.stopped, "enough"))
        visit.step(now: .now())
        #expect(visit.result?.failure == VisitFailure(.stopped, "enough"))
    }
}
