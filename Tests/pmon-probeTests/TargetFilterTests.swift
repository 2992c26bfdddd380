// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_probe

struct TargetFilterTests {
    @Test func `key, name, group and address are looked at`() {
        var checks = CheckSettings()
        checks.name = "Shop"
        checks.group = "web"
        for (glob, accepted) in [
            ("url.1", true), ("URL.1", true), ("url.[2-9]", false), ("Sho?", true), ("we*", true),
            ("http://*/x", true), ("shop", false),
        ] {
            let filter = TargetFilter(globs: ["none", glob])
            #expect(
                filter.accepts(key: "url.1", url: "http://h/x", checks: checks) == accepted,
                "\(glob)"
            )
        }
        #expect(TargetFilter(globs: []).accepts(key: nil, url: "", checks: checks))
    }
}
