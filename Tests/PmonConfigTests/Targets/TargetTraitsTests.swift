// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct TargetTraitsTests {
    @Test func `a record's check has the name and the group of its target`() throws {
        var configuration = Configuration()
        var target = Target(key: "url.shop", address: "http://u:pw@h/")
        target.checks.name = "Shop"
        target.checks.group = "Web"
        configuration.targets = [target]
        let lookup = TargetLookup(configuration)
        #expect(lookup.traits(key: "url.SHOP", url: "http://u:***@h/") == TargetTraits(target))
        let other = lookup.traits(key: "url.gone", url: "http://g/")
        #expect(other.name == nil && other.group == nil && other.shortKey == "gone")
        #expect(lookup.traits(key: nil, url: "http://g/").key == nil)
    }
}
