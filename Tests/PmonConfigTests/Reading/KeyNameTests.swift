// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct KeyNameTests {
    @Test(arguments: [
        ("Data.File", "data.file"), ("URL.1.Header.X-Y", "url.1.header.x-y"),
        ("URL.A.Expect.JSON.Data.Items", "url.a.expect.json.Data.Items"),
        ("expect.json.A", "expect.json.a"),
        ("url.1.header.expect.json.A", "url.1.header.expect.json.a"),
        ("url.ü.expect.json.A", "url.ü.expect.json.a"),
    ])
    func `keys are the same without case, but for paths into JSON`(
        spelling: String,
        identity: String
    ) {
        #expect(KeyName.identity(spelling) == identity)
    }

    @Test(arguments: [
        ("url.1.timeout", "url.1", "timeout"),
        ("URL.Shop.Expect.Status", "url.shop", "Expect.Status"),
        ("url.a-b_c.header.X", "url.a-b_c", "header.X"), ("url.1..x", "url.1", ".x"),
    ])
    func `a key is a target and the rest`(spelling: String, target: String, rest: String) throws {
        let parts = try #require(KeyName.split(spelling))
        #expect(parts.target == target)
        #expect(parts.rest == rest)
    }

    @Test(arguments: [
        "", "url", "url.1", "url.1.", "url..timeout", "uri.1.timeout", "url.ä.timeout", "url.a b.x",
        ".1.x",
    ])
    func `other keys are not split`(spelling: String) {
        #expect(KeyName.split(spelling) == nil)
    }

    @Test(arguments: [
        ("url.1", true), ("URL.Z", true), ("url.a-b_c9", true), ("url.", false), ("url", false),
        ("url.a.b", false),
        ("url.ß", false), ("url.a ", false), ("xurl.a", false),
    ])
    func `a target is url and letters, digits, hyphens or underlines`(key: String, isTarget: Bool) {
        #expect(KeyName.isTarget(key) == isTarget)
    }
}
