// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct SecretFormsTests {
    @Test func `the longest first, in lower case, none that is too short`() {
        #expect(SecretForms([]).patterns.isEmpty)
        #expect(SecretForms(["ab", ""]).patterns.isEmpty)
        let patterns = SecretForms(["AbC"]).patterns
        #expect(patterns.map(\.count) == patterns.map(\.count).sorted(by: >))
        #expect(patterns.contains(Array("abc".utf8)))
        #expect(patterns.contains(Array("qwjd".utf8)))
    }
}
