// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct TargetTests {
    @Test func `what is shown of an address has no password`() {
        let target = Target(key: "url.1", address: "SSH://u:geheim@host")
        #expect(target.redacted == "SSH://u:***@host")
        #expect(target.isSSH)
        #expect(target.address == "SSH://u:geheim@host")
        #expect(!Target(key: "url.1", address: "http://ssh/").isSSH)
        #expect(!"\(target)".contains("geheim"))
    }
}
