// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

@testable import pmon_probe

struct HopTests {
    private func redirected(
        _ status: Int,
        _ checks: [(String, String)],
        to location: String = "http://a.example.org/next"
    ) throws -> Hop {
        let target = try probeTarget("http://a.example.org/", checks: checks)
        let origin = try target.parts.get()
        return try Hop(
            redirecting: Hop(first: origin, of: target),
            status: status,
            to: location,
            origin: origin
        )
    }

    @Test(
        arguments: [
            (301, "POST", nil, false), (302, "POST", nil, false), (303, "POST", nil, false),
            (307, "POST", "POST", true),
            (308, "POST", "POST", true), (301, "PUT", "PUT", true), (303, "PUT", nil, false),
            (303, "HEAD", "HEAD", true), (300, "POST", "POST", true),
        ] as [(Int, String, String?, Bool)]
    )
    func `what becomes of method and body`(
        status: Int,
        method: String,
        expected: String?,
        sendsBody: Bool
    ) throws {
        let hop = try redirected(status, [("method", method), ("body", "x")])
        #expect(hop.method == expected)
        #expect(hop.sendsBody == sendsBody)
    }

    @Test func `a body without a method is a POST`() throws {
        let hop = try redirected(302, [("body", "x")])
        #expect(hop.method == nil)
        #expect(!hop.sendsBody)
    }

    @Test func `secrets stay with the first origin`() throws {
        #expect(try redirected(302, []).sendsSecrets)
        for other in [
            "https://a.example.org/", "http://a.example.org:81/", "http://b.example.org/",
        ] {
            #expect(try !redirected(302, [], to: other).sendsSecrets)
        }
    }

    @Test(arguments: ["ftp://a.example.org/", "file:///etc/passwd", "http://[x/"])
    func `only http and https are followed`(location: String) {
        #expect(throws: AddressError.self) { try redirected(302, [], to: location) }
    }

    @Test func `the host stays the first one whatever the scheme and port`() throws {
        for same in ["https://A.example.org/", "http://a.example.org:81/"] {
            #expect(try redirected(302, [], to: same).isAtFirstHost)
        }
        #expect(try !redirected(302, [], to: "http://b.example.org/").isAtFirstHost)
    }
}
