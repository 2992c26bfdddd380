// SPDX-License-Identifier: MIT

import PmonText
import TestSupport
import Testing

@testable import pmon_ssh

struct KnownHostsTests {
    private static let own =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPDGXTNzFH/E07Knznsf0kTrIPdnlE7fmtq40df1gWRz"
    private static let other =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPDGXTNzFH/E07Knznsf0kTrIPdnlE7fmtq40df1gWRA"

    private func answer(
        _ content: String,
        host: String = "db1",
        port: Int = 22
    ) throws -> KnownHosts.Answer {
        let blob = try #require(Base64.decode(Self.own.split(separator: " ")[1].utf8))
        return KnownHosts(Array(content.utf8))
            .answer(for: HostName(host: host, port: port), key: blob)
    }

    @Test func `an empty file knows nobody`() throws {
        #expect(try answer("") == .unknown)
        #expect(try answer("db2 \(Self.own)\n") == .unknown)
    }

    @Test func `the right key is known, another one has changed`() throws {
        #expect(try answer("db1 \(Self.own)\n") == .known)
        #expect(try answer("db1 \(Self.own)") == .known)
        #expect(try answer("db1 \(Self.other)\n") == .changed(knownTypes: ["ssh-ed25519"]))
        #expect(try answer("db1 \(Self.other)\ndb1 \(Self.own)\n") == .known)
    }

    @Test func `a revoked key is refused wherever it stands`() throws {
        #expect(try answer("db1 \(Self.own)\n@revoked * \(Self.own)\n") == .revoked)
        #expect(try answer("@revoked db1 \(Self.other)\ndb1 \(Self.own)\n") == .known)
        #expect(try answer("@revoked db1 \(Self.own)\n", port: 2222) == .revoked)
    }

    @Test func `an authority's key is nobody's own key`() throws {
        #expect(try answer("@cert-authority * \(Self.own)\n") == .unknown)
        #expect(try answer("@cert-authority * \(Self.other)\ndb1 \(Self.own)\n") == .known)
    }

    @Test func `a port falls back to the bare name only where that knows the key`() throws {
        #expect(try answer("db1 \(Self.own)\n", port: 2222) == .known)
        #expect(try answer("db1 \(Self.other)\n", port: 2222) == .unknown)
        let both = "db1 \(Self.own)\n[db1]:2222 \(Self.other)\n"
        #expect(try answer(both, port: 2222) == .changed(knownTypes: ["ssh-ed25519"]))
        #expect(try answer("[db1]:2222 \(Self.own)\n") == .unknown)
    }

    @Test func `bad lines do not end the file`() throws {
        let content = "nonsense\n\(String(repeating: "x", count: 9000)) y\n\ndb1 \(Self.own)\r\n"
        #expect(try answer(content) == .known)
        #expect(try answer("db1 ssh-ed25519 broken\n\(content)") == .known)
    }

    @Test func `the types of known keys are told`() throws {
        let hosts = KnownHosts(Array("db1 \(Self.own)\n@revoked db1 \(Self.other)\n".utf8))
        #expect(hosts.types(for: HostName(host: "db1", port: 22)) == ["ssh-ed25519"])
        #expect(hosts.types(for: HostName(host: "db1", port: 2222)) == ["ssh-ed25519"])
        #expect(hosts.types(for: HostName(host: "db2", port: 22)).isEmpty)
    }
}

/// ssh-keygen -F says which lines of a file concern a host.
struct KnownHostsOracleTests {
    private static let patterns = [
        "db1", "db1,db2", "db*", "d?1", "*.example.org", "!db1,db*", "*", "[db1]:2222",
        "[db*]:2222",
        "DB1", "a", "ab", "10.0.0.1", "db1,10.0.0.1", "[::1]:2200", "*,!*.example.org", "db1*",
    ]
    private static let hosts = [
        ("db1", 22), ("db1", 2222), ("db2", 22), ("www.example.org", 22), ("example.org", 22),
        ("a", 22), ("ab", 22), ("10.0.0.1", 22), ("::1", 2200), ("d11", 22),
    ]

    private func found(_ file: String, _ name: String) throws -> Bool {
        try ChildProcess.run("ssh-keygen", ["-F", name, "-f", file]).status == 0
    }

    @Test func `the same hosts are found in the same lines`() throws {
        let keys = try TestKeys()
        try keys.make("key")
        let text = try keys.publicText("key")
        let blob = try keys.blob("key")
        for pattern in Self.patterns {
            let content = "\(pattern) \(text)\n"
            let file = try keys.folder.write("known_hosts", content)
            for (host, port) in Self.hosts {
                let name = HostName(host: host, port: port)
                // The bare name is looked up by ssh in a second step, which -F does not make.
                let full = HostName(host: name.full, port: 22)
                let answer = KnownHosts(Array(content.utf8)).answer(for: full, key: blob)
                #expect(try found(file, name.full) == (answer == .known), "\(pattern) \(name.full)")
            }
        }
    }

    @Test func `hashed names are found as ssh-keygen has hashed them`() throws {
        let keys = try TestKeys()
        try keys.make("key")
        let text = try keys.publicText("key")
        let names = ["db1", "www.example.org", "[db1]:2222", "10.0.0.1"]
        let file = try keys.folder.write(
            "known_hosts",
            names.map { "\($0) \(text)\n" }.joined()
        )
        #expect(try ChildProcess.run("ssh-keygen", ["-H", "-f", file]).status == 0)
        let hosts = try KnownHosts(keys.folder.bytes("known_hosts"))
        for name in names { #expect(hosts.entries(of: name).count == 1) }
        let blob = try keys.blob("key")
        for name in names {
            #expect(hosts.answer(for: HostName(host: name, port: 22), key: blob) == .known)
        }
        #expect(hosts.answer(for: HostName(host: "db2", port: 22), key: blob) == .unknown)
    }
}
