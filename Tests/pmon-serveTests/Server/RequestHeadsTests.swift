// SPDX-License-Identifier: MIT

import NIOHTTP1
import Testing

@testable import pmon_serve

/// Versions and connections need real sockets: Tests/pipeline/serve_proxies.bats.
struct RequestHeadsTests {
    @Test(arguments: [
        ("http://evil.example/", "evil.example"), ("HTTP://a:80?x=/", "a:80"), ("http://a#b", "a"),
        ("http://u@evil.example/x", "u@evil.example"), ("https://[::1]:8/", "[::1]:8"),
        ("http:///x", ""),
    ])
    func `a target that names a host is known`(target: String, host: String) {
        #expect(RequestHeads.authority(target) == host)
    }

    @Test(arguments: ["/", "/http://a/", "/?u=http://a/", "*", "", "?http://a/", "a:80"])
    func `a plain one is not`(target: String) {
        #expect(RequestHeads.authority(target) == nil)
    }

    @Test(arguments: [
        ("100-continue", HTTPVersion.http1_1, true), ("100-Continue", .http1_1, true),
        ("100-continue", .http1_0, false), ("200-ok", .http1_1, false), ("", .http1_1, false),
    ])
    func `a client that waits is known`(field: String, version: HTTPVersion, waits: Bool) {
        let head = HTTPRequestHead(
            version: version,
            method: .POST,
            uri: "/",
            headers: ["expect": field]
        )
        #expect(RequestHeads.waits(head) == waits)
    }
}
