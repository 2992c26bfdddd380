// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct SecretFormsTests {
    @Test func `the longest first, in lower case, none that is too short`() {
        #expect(SecretForms([]).patterns.isEmpty)
        #expect(SecretForms(["ab", ""]).patterns.isEmpty)
        let patterns = SecretForms(["AbC"]).patterns
        #expect(patterns.map(\.count) == patterns.map(\.count).sorted(by: >))
        #expect(patterns.contains(Array("abc".utf8)))
        #expect(patterns.contains(Array("qwjd".utf8)))
    }

    @Test func `a secret that looks encoded is known decoded, in any case`() {
        let patterns = SecretForms(["ö%2Fa%41"]).patterns
        for text in ["ö%2fa%41", "ö/aa", "Ö/aa"] {
            #expect(patterns.contains(Array(text.utf8)), "\(text)")
        }
    }
}
