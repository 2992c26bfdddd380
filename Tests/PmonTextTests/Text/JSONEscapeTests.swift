// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct JSONEscapeTests {
    private func take(_ text: String) -> JSONEscape.Outcome {
        var escape = JSONEscape()
        var outcome = JSONEscape.Outcome.more
        for byte in text.utf8 { outcome = escape.take(byte) }
        return outcome
    }

    @Test(arguments: [
        ("n", "\n"), ("/", "/"), ("u0041", "A"), ("u20AC", "€"), (#"ud83d\ude00"#, "😀"),
    ])
    func `an escape stands for its scalar`(text: String, expected: String) {
        #expect(take(text) == .scalars(Array(expected.utf8)))
    }

    @Test func `a lone surrogate is replaced`() {
        #expect(take("udc00") == .scalars(JSONEscape.replacement))
        #expect(take(#"ud800\u0041"#) == .scalars(JSONEscape.replacement + [0x41]))
        #expect(take("ud800x") == .alone(isEscaped: false))
        #expect(take(#"ud800\n"#) == .alone(isEscaped: true))
    }

    @Test(arguments: ["x", "ug", "'"])
    func `other escapes are invalid`(text: String) {
        #expect(take(text) == .invalid)
    }
}
