// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_probe

struct SecretMaskTests {
    @Test func `passwords, their base64, tokens and their headers are masked`() {
        let mask = SecretMask(
            logins: [("bob", Secret("s3cret")), ("joe", Secret("pr0xy")), ("ann", nil)],
            lines: ["Authorization: Bearer t0k3n", "X-Key: abc", "Empty;"]
        )
        #expect(
            mask.masked("s3cret Ym9iOnMzY3JldA== Bearer t0k3n (t0k3n) abc pr0xy")
                == "*** *** *** (***) *** ***"
        )
    }

    @Test func `nothing secret, nothing masked`() {
        let mask = SecretMask(logins: [("bob", nil)], lines: [])
        #expect(mask.masked("bob says hello") == "bob says hello")
        #expect(mask.longest == 0)
    }

    /// RFC 4648 section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `base64 is that of the standard`(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
    }
}
