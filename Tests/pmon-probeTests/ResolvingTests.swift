// SPDX-License-Identifier: MIT

import PmonCore
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
