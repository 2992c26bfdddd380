// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct HeaderSettingTests {
    private func isSecret(_ name: String, _ text: String = "v") throws -> Bool {
        try HeaderSetting(name: name, value: SecretSource(text, folder: ""), text: text).isSecret
    }

    @Test(arguments: [
        ("Authorization", true), ("Proxy-Authorization", true), ("X-Api-Key", true),
        ("Cookie", true), ("X-CSRF-Token", true),
        ("Accept", false), ("Host", false), ("X-Trace", false),
    ])
    func `a name that carries credentials makes a secret`(name: String, expected: Bool) throws {
        #expect(try isSecret(name) == expected)
        #expect(try isSecret(name, "env:X"))
    }

    @Test(arguments: ["", "a b", "a:b", "ü", "a\n", "a(b)"])
    func `a name that is no token is refused`(name: String) {
        #expect(throws: SettingProblem.self) { try isSecret(name) }
    }

    @Test func `a value is one line or empty`() throws {
        #expect(try !isSecret("Accept", ""))
        #expect(throws: SettingProblem.self) { try isSecret("Accept", "a\r\nHost: b") }
    }
}
