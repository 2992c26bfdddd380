// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct SettingProblemTests {
    @Test func `it tells what was expected and what was found`() {
        #expect(
            SettingProblem(expected: "ssh", found: "rsh").message == "expected ssh, found 'rsh'"
        )
        #expect(SettingProblem(expected: "ssh", found: "").message == "expected ssh, found none")
        #expect(
            SettingProblem(expected: "ssh", found: "a\nb").message == "expected ssh, found 'a b'"
        )
        #expect(
            SettingProblem(expected: "ssh", found: String(repeating: "x", count: 999)).message.count
                < 120
        )
    }
}
