// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

/// Which secrets a request has, and all their encodings: the tests of pmon-probe.
struct SecretMaskTests {
    @Test(arguments: [
        ("pass/wörd failed", "*** failed"), ("x PASS%2FW%C3%96RD y", "x *** y"),
        (#"pass\/w\u00f6rd"#, "***"), ("cGFzcy93w7ZyZA==", "***"),
        ("706173732f77c3b67264", "***"), ("pass word", "pass word"), ("", ""),
    ])
    func `a secret is masked in any encoding`(text: String, masked: String) {
        #expect(SecretMask(["pass/wörd"]).masked(text) == masked)
    }

    @Test func `one of two letters does not tear texts apart, and none masks nothing`() {
        #expect(SecretMask(["sh"]).masked("the shell") == "the shell")
        #expect(SecretMask([]).masked("anything") == "anything")
        #expect(SecretMask([]).longest == 0)
    }

    @Test func `masks are joined and get further secrets`() {
        let mask = SecretMask(["canary"]).joined(with: SecretMask(["sparrow"])).adding(["robin"])
        #expect(mask.masked("canary sparrow robin wren") == "*** *** *** wren")
    }
}
