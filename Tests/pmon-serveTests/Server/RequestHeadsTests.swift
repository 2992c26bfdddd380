// SPDX-License-Identifier: MIT

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
}
