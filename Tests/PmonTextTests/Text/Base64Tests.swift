// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

/// RFC 4648 section 10 has the vectors.
struct Base64Tests {
    private static let vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: vectors)
    func `the vectors of RFC 4648 hold both ways`(plain: String, coded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == coded)
        #expect(Base64.decode(coded.utf8) == Array(plain.utf8))
    }

    @Test func `without padding, as fingerprints have it`() {
        #expect(Base64.encode(Array("fo".utf8), padded: false) == "Zm8")
        #expect(Base64.decode("Zm8".utf8) == Array("fo".utf8))
    }

    @Test(arguments: ["Zg=a", "Z", "Zm9v!", "Zm 9v", "Zh=="])
    func `anything else is refused`(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }
}
