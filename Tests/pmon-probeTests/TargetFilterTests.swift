// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import Testing

@testable import pmon_probe

struct TargetFilterTests {
    private var target: Target {
        var target = Target(key: "url.1", address: "http://user:geheim@h/x")
        target.checks.name = "Web Shop, old"
        target.checks.group = "web"
        return target
    }

    @Test(arguments: [
        ("url.1", true), ("URL.1", true), ("1", true), ("url.[2-9]", false), ("Web Sho*", true),
        (#""Web Shop, old""#, true), ("Web Shop, old", false), ("none,1", true), ("we*", false),
        ("group:we*", true), ("http://*/x", true), ("*geheim*", false), ("shop", false),
    ])
    func `key, name, address and group are looked at`(list: String, isAccepted: Bool) throws {
        #expect(try TargetFilter(["none", list]).accepts(target) == isAccepted)
    }

    @Test func `no list lets everything through`() throws {
        #expect(try TargetFilter([]).accepts(target))
        #expect(try TargetFilter([]).unmatched(among: []) == [])
    }

    @Test(arguments: ["", " , ", "\"open", "group:", "a\\", "a\u{0}b"])
    func `a malformed list is wrong usage`(list: String) {
        let error = #expect(throws: ToolError.self) { try TargetFilter(["1", list]) }
        #expect(error?.status == .usage)
        #expect(error?.message.hasPrefix("--only: expected ") == true)
    }

    @Test func `a key that is not there is wrong usage, a glob that matches nothing a warning`()
        throws
    {
        let error = #expect(throws: ToolError.self) {
            try TargetFilter(["1,url.2", "URL.3"]).unmatched(among: [target])
        }
        #expect(error?.status == .usage)
        #expect(error?.message.split(separator: "\n").count == 2)
        #expect(
            try TargetFilter(["1,x*,web"]).unmatched(among: [target]) == [
                "--only: 'x*' matches no target",
                "--only: 'web' matches no target, did you mean group:web?",
            ]
        )
    }
}
