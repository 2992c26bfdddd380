// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct DigestTests {
    /// The vectors of http://www.isthe.com/chongo/tech/comp/fnv/.
    @Test(arguments: [
        ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
    ])
    func `the digest is FNV-1a with 64 bits`(text: String, expected: String) {
        #expect(Digest.hex(Array(text.utf8)) == expected)
    }

    @Test func `a small number has all its digits`() {
        #expect(Digest.hex(0x1F) == "000000000000001f")
    }
}
