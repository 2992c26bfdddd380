// SPDX-License-Identifier: MIT

import PmonConfig
import PmonPattern
import PmonSystem
import Testing

@testable import pmon_probe

struct ResolvingTests {
    private func resolving(
        _ address: String,
        _ checks: [(String, String)] = []
    ) throws -> Resolving {
        let check = Check(job(try probeTarget(address, checks: checks)), patterns: PatternCache())
        _ = check.beginTry()
        return Resolving(check, hop: try #require(check.hop))
    }

    @Test func `an IP address needs no name`() throws {
        let numeric = try resolving("http://127.0.0.1/")
        #expect(numeric.question == nil)
        #expect(numeric.route == Route())
    }

    @Test func `a name is asked for and handed over with its port`() throws {
        var name = try resolving("https://example.org/", [("ip", "6")])
        #expect(name.question == NameQuestion(host: "example.org", family: .v6))
        name.take(["::1", "127.0.0.1"])
        #expect(name.question == nil)
        #expect(name.route.addresses == ["+example.org:443:[::1],127.0.0.1"])
    }

    @Test func `a configured address stands for the name`() throws {
        let fixed = try resolving("http://example.org/", [("resolve", "192.0.2.1, 2001:db8::1")])
        #expect(fixed.question == nil)
        #expect(fixed.route.addresses.first?.hasSuffix(":80:192.0.2.1,[2001:db8::1]") == true)
        #expect(fixed.route.detours.first?.hasPrefix("example.org:80:") == true)
    }

    @Test(arguments: [
        ("http://proxy.example.org:3128", ["proxy.example.org"]),
        ("socks5://proxy.example.org", ["proxy.example.org", "example.org"]),
        ("socks5h://192.0.2.1", []), ("socks4://192.0.2.1", ["example.org"]),
    ])
    func `a proxy resolves the server's name itself, except for some`(
        proxy: String,
        names: [String]
    ) throws {
        #expect(try resolving("http://example.org/", [("proxy", proxy)]).names.map(\.host) == names)
    }

    @Test func `the addresses of the server are known, the proxy's are not among them`() throws {
        #expect(try resolving("http://[::1]/", [("addresses", "all")]).serverAddresses == ["::1"])
        let all = ("addresses", "all")
        #expect(try resolving("http://[::1]/").serverAddresses.isEmpty)
        var both = try resolving("http://example.org/", [all, ("proxy", "socks5://p.example.org")])
        both.take(["192.0.2.1"])
        #expect(both.serverAddresses.isEmpty)
        both.take(["192.0.2.2", "192.0.2.3"])
        #expect(both.serverAddresses == ["192.0.2.2", "192.0.2.3"])
        let proxied = try resolving("http://example.org/", [all, ("proxy", "http://192.0.2.1")])
        #expect(proxied.serverAddresses.isEmpty)
    }

    @Test func `the check of one address goes there alone`() throws {
        let target = try probeTarget("http://example.org/", checks: [("addresses", "all")])
        let whole = Check(job(target), patterns: PatternCache())
        _ = whole.beginTry()
        let group = AddressGroup(whole, addresses: ["192.0.2.2", "192.0.2.1"], resolving: .zero)
        let check = Check(of: 1, in: group)
        _ = check.beginTry()
        let resolving = Resolving(check, hop: try #require(check.hop))
        #expect(whole.splits && !check.splits)
        #expect(resolving.question == nil)
        #expect(resolving.route.addresses.first?.hasSuffix(".invalid:80:192.0.2.2") == true)
    }

    @Test func `a configured address stands for the name behind a redirect to https, too`() throws {
        let target = try probeTarget("http://example.org/", checks: [("resolve", "192.0.2.1")])
        let origin = try target.parts.get()
        let first = Hop(first: origin, of: target)
        func addresses(_ location: String) throws -> [String] {
            let hop = try Hop(redirecting: first, status: 301, to: location, origin: origin)
            let check = Check(job(target), patterns: PatternCache())
            return Resolving(check, hop: hop).route.detours
        }
        #expect(try addresses("https://example.org/").first?.hasPrefix("example.org:443:") == true)
        #expect(try addresses("https://www.example.org/").isEmpty)
    }
}
