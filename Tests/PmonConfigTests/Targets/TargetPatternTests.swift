// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct TargetPatternTests {
    private var traits: TargetTraits {
        var checks = CheckSettings()
        checks.name = "Café Shop"
        checks.group = "Web"
        let target = Target(key: "url.shop", address: "https://u:pw@h.example/a?b", checks: checks)
        return TargetTraits(target)
    }

    @Test(arguments: [
        ("url.shop", true), ("URL.Shop", true), ("shop", true), ("SH*", true), ("url.*", true),
        ("sho", false), ("hop", false), ("url.sho", false), ("Café Shop", true), ("café*", false),
        ("Caf*", true), ("*", true), ("https://h.example/*", false),
        ("https://*@h.example/*", true),
        ("*pw*", false), (#"https://u:\*\*\*@h.example/a\?b"#, true), ("group:Web", true),
        ("group:W*", true), ("group:web", false), ("Web", false), ("group:shop", false),
        ("[s-u]hop", true), ("[!s]hop", false), ("[", false), ("group:*", true),
    ])
    func `key, name and address without its password, or the group`(
        pattern: String,
        isSelected: Bool
    ) throws {
        #expect(try TargetPattern(pattern).matches(traits) == isSelected)
    }

    @Test func `an address without key or settings`() throws {
        let traits = TargetTraits(key: "", url: "http://h/", checks: nil)
        #expect(try TargetPattern("http://h/").matches(traits))
        #expect(try !TargetPattern("url.*").matches(traits))
        #expect(try !TargetPattern("group:*").matches(traits))
    }

    @Test(arguments: [
        ("url.shop", "url.shop"), ("URL.Shop", "url.shop"), ("url.sh*", nil), ("shop", nil),
        ("url.", nil), ("url.a.b", nil), ("group:url.x", nil), ("url.é", nil),
    ])
    func `a key that must exist`(pattern: String, key: String?) throws {
        #expect(try TargetPattern(pattern).literalKey == key)
    }

    @Test func `what cannot be a pattern is refused`() {
        let long = String(repeating: "*", count: TargetPattern.longest + 1)
        for text in ["", "group:", "a\u{0}", "a\nb", "a\u{1b}", long] {
            #expect(throws: SettingProblem.self) { try TargetPattern(text) }
        }
    }

    @Test func `a pattern of many stars ends soon`() throws {
        let stars = String(repeating: "*a", count: 2000) + "b"
        let url = "http://h/" + String(repeating: "a", count: 60_000)
        let began = ContinuousClock.now
        #expect(
            try !TargetPattern(stars).matches(TargetTraits(key: nil, url: url, checks: nil))
        )
        #expect(ContinuousClock.now - began < .seconds(10))
    }
}
