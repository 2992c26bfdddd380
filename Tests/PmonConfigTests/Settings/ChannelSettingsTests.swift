// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct ChannelSettingsTests {
    @Test func `every key of a channel is read`() throws {
        let values: [ChannelSettings.Key: String] = [
            .command: "cat >> events", .on: "failure", .only: "group:Shop", .remind: "4h",
            .timeout: "5s",
        ]
        #expect(Set(values.keys) == Set(ChannelSettings.Key.allCases))
        var settings = ChannelSettings(name: "ops")
        for (key, value) in values { try settings.set(key, to: value) }
        #expect(settings.command == "cat >> events")
        #expect(settings.on == .failure)
        #expect(settings.only == (try TargetPatterns("group:Shop")))
        #expect(settings.remind == .seconds(14_400))
        #expect(settings.timeout == .seconds(5))
    }

    @Test func `wrong values are refused`() {
        let wrong: [ChannelSettings.Key: [String]] = [
            .command: ["", "a\nb"], .on: ["", "never"], .only: ["\"a"], .remind: ["0"],
            .timeout: ["0", ""],
        ]
        for (key, values) in wrong {
            for value in values {
                var settings = ChannelSettings(name: "ops")
                #expect(throws: SettingProblem.self) { try settings.set(key, to: value) }
            }
        }
    }

    @Test func `a command is not printed, because it may hold a token`() throws {
        var settings = ChannelSettings(name: "ops")
        try settings.set(.command, to: "curl -H 'X-Token: geheim'")
        #expect(!"\(settings)".contains("geheim"))
    }

    @Test(arguments: [
        ("Ops.Command", "ops", "command"), ("a-b_1.on", "a-b_1", "on"), ("x.a.b", "x", "a.b"),
    ])
    func `a key is split after the name`(spelling: String, name: String, rest: String) {
        let parts = ChannelSettings.split(spelling)
        #expect(parts?.name == name)
        #expect(parts?.rest == rest)
    }

    @Test(arguments: ["ops", ".command", "a b.command", "ops.", "mail.command", "ö.command"])
    func `other keys belong to no channel`(spelling: String) {
        #expect(ChannelSettings.split(spelling) == nil)
    }
}
