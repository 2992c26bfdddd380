// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct EscapedTextTests {
    @Test(
        arguments: [
            ("", []), ("PING\\r\\n", [80, 73, 78, 71, 13, 10]), ("\\t\\\\n", [9, 92, 110]),
            ("\\x00\\xFf\\x0aé", [0, 255, 10, 0xC3, 0xA9]),
        ] as [(String, [UInt8])]
    )
    func `escapes stand for their bytes`(text: String, bytes: [UInt8]) throws {
        #expect(try EscapedText.bytes(text) == bytes)
    }

    @Test(arguments: ["\\", "a\\q", "\\x", "\\x1", "\\xg0", "\\x0g", "\\X41", "\\u0041", "\\0"])
    func `another backslash is an error`(text: String) {
        #expect(throws: SettingProblem.self) { try EscapedText.bytes(text) }
    }
}
