// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct EmailSettingsTests {
    @Test func `every key of email is read`() throws {
        let values: [EmailSettings.Key: String] = [
            .server: "s", .port: "25", .user: "u", .pwd: "p", .from: "f@x", .to: "a@x,\nb@x",
            .tls: "TLS", .on: "change",
            .only: "url.1, group:Shop", .after: "3", .remind: "1d", .link: "https://page/",
            .timeout: "5s", .helo: "[192.0.2.1]",
        ]
        #expect(Set(values.keys) == Set(EmailSettings.Key.allCases))
        var settings = EmailSettings()
        for (key, value) in values { try settings.set(key, to: value, folder: "conf") }
        #expect(
            [settings.server, settings.user, settings.from, settings.link] == [
                "s", "u", "f@x", "https://page/",
            ]
        )
        #expect(settings.to == ["a@x", "b@x"])
        #expect(settings.port == 25)
        #expect(settings.after == AlarmThreshold(3))
        #expect(settings.only == (try TargetPatterns("url.1, group:Shop")))
        #expect(settings.pwd == .literal(Secret("p")))
        #expect(settings.tls == .tls)
        #expect(settings.on == .change)
        #expect(settings.remind == .seconds(86_400))
        #expect(settings.timeout == .seconds(5))
        #expect(settings.helo == "[192.0.2.1]")
    }

    @Test func `wrong values of email are refused`() {
        let wrong: [EmailSettings.Key: [String]] = [
            .server: ["a\nb"], .port: ["0", "x", "65536"], .pwd: ["env:"], .from: ["", "a\nb"],
            .to: ["", ",", "a\tb"],
            .tls: ["", "ssl"], .on: ["", "never"], .after: ["0", "x", "4/3"], .remind: ["0", "x"],
            .timeout: ["", "0"], .helo: ["a b", "a/b", "ä", "[1", "1]", "a:b", "a?"],
        ]
        for (key, values) in wrong {
            for value in values {
                var settings = EmailSettings()
                #expect(throws: SettingProblem.self, "\(key) = \(value)") {
                    try settings.set(key, to: value, folder: "")
                }
            }
        }
    }
}
