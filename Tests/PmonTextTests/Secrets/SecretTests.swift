// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct SecretTests {
    @Test func `a secret is revealed on purpose alone`() {
        let secret = Secret("geheim")
        #expect(secret.reveal() == "geheim")
        for text in [
            String(describing: secret), String(reflecting: secret), "\(secret)", "\([secret])",
            "\(Optional(secret) as Any)",
        ] {
            #expect(!text.contains("geheim"))
            #expect(text.contains("***"))
        }
        var dumped = ""
        dump(["key": secret], to: &dumped)
        #expect(!dumped.contains("geheim"))
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test func `secrets are compared by value`() {
        #expect(Secret("a") == Secret("a"))
        #expect(Secret("a") != Secret("b"))
    }
}
