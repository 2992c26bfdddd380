// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct OpenSSHArgumentsTests {
    private func arguments(_ lines: String..., address: String = "http://db1/") throws -> [String] {
        let remote = (["type = openssh"] + lines).map { "url.1.\($0)\n" }.joined()
        let inventory = try Configurations.inventory(
            "[urls]\nurl.1 = \(address)\n[remote]\n\(remote)"
        )
        return try #require(inventory.sites.first?.machine.openSSH)
    }

    /// What ssh makes of the arguments, by its own account.
    private func understood(_ arguments: [String]) throws -> [String] {
        let end = try #require(arguments.firstIndex(of: "--"))
        let flags = ["-G", "-F", "none"] + arguments[1..<end] + [arguments[end + 1]]
        let outcome = try ChildProcess.run("ssh", flags)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return outcome.text.split(separator: "\n").map(String.init)
    }

    @Test func `user and port are left to ssh unless they are configured`() throws {
        let silent = try understood(try arguments())
        #expect(silent.contains("hostname db1") && silent.contains("port 22"))
        #expect(try !arguments().contains("-l"))
        let said = try understood(try arguments("user = u", "port = 2222", "host = db2"))
        #expect(
            said.contains("user u") && said.contains("port 2222") && said.contains("hostname db2")
        )
        let address = try arguments(address: "ssh://v@db3:2200")
        #expect(try understood(address).contains("port 2200"))
        #expect(try understood(address).contains("user v"))
    }

    @Test func `paths with blanks, quotes and percent signs stand for themselves`() throws {
        let text = try understood(
            try arguments("known_hosts = /a b/100%/\"x\"", "key = /k y/%d", "agent = false")
        )
        #expect(text.contains("userknownhostsfile /a b/100%/\"x\""))
        #expect(text.contains { $0.hasPrefix("identityfile ") && $0.contains("/k y/%%d") })
        #expect(text.contains("identitiesonly yes"))
        #expect(text.contains("identityagent none"))
    }

    @Test func `options of the user come before all others but the one that forbids questions`()
        throws
    {
        let text = try understood(
            try arguments(
                "ssh.options = BatchMode=no StrictHostKeyChecking=yes \"ProxyCommand=nc a b\"",
                "hostkey = accept-new"
            )
        )
        #expect(text.contains("batchmode yes"))
        #expect(text.contains("stricthostkeychecking true"))
        #expect(text.contains("proxycommand nc a b"))
        #expect(text.contains("controlmaster false"))
    }

    @Test func `a host is no option`() throws {
        let line = try arguments("host = -oProxyCommand=x")
        #expect(line.suffix(3).first == "--")
    }

    @Test func `machines with other options are others, and have a label without a user`() throws {
        let inventory = try Configurations.inventory(
            """
            [urls]
            url.1 = http://a/
            url.2 = http://a/
            url.3 = http://a/
            [remote]
            url.1.type = openssh
            url.2.type = openssh
            url.3.type = openssh
            url.3.ssh.options = ProxyJump=gate
            """
        )
        #expect(inventory.sites.map(\.machine.label) == ["a", "a"])
    }
}
