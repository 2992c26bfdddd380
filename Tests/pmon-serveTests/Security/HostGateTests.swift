// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct HostGateTests {
    let gate = HostGate(extra: ["Status.Example.org"], machine: ["box", "box.example.net"])

    @Test(arguments: [
        "localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:8080", "[::1]:8080", "[::1]",
        "192.168.1.7:80", "[fe80::1]", "box", "box.example.net:8080", "status.example.org",
        "status.example.org.:443",
    ])
    func `its own names and addresses pass`(authority: String) {
        #expect(gate.allows(authority))
    }

    @Test(arguments: [
        "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8080",
        "status.example.org.evil.example", "[::1", "localhost:port", "localhost:8080:1",
        "@localhost",
        "localhost@evil.example", "evil.example#localhost", " localhost", "0x7f.1.evil", "",
        ":8080",
        "[]", "[localhost]x", ".",
    ])
    func `any other name is refused`(authority: String) {
        #expect(!gate.allows(authority))
    }

    @Test(arguments: [
        ("http://localhost:8080", "localhost:8080", true),
        ("https://status.example.org", "status.example.org", true),
        ("http://localhost", "localhost:80", true),
        ("http://localhost:80", "localhost", true),
        ("http://localhost:8081", "localhost:8080", false),
        ("http://evil.example", "localhost:8080", false),
        ("null", "localhost:8080", false),
        ("file://localhost:8080", "localhost:8080", false),
        ("http://localhost:8080.evil.example", "localhost:8080", false),
    ])
    func `an origin matches host and port`(origin: String, authority: String, matches: Bool) {
        #expect(gate.matches(origin: origin, authority: authority) == matches)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.8.8.8", true), ("::1", true), ("::ffff:127.0.0.1", true),
        ("10.0.0.1", false), ("::ffff:10.0.0.1", false), ("1270.0.0.1", false), ("", false),
    ])
    func `loopback is known in all spellings`(address: String, isLoopback: Bool) {
        #expect(HostGate.isLoopback(address) == isLoopback)
    }
}
