// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ConstantTimeTests {
    @Test(arguments: [
        ("abc", "abc", true), ("abc", "abd", false), ("abc", "abcabc", false),
        ("abcabc", "abc", false),
        ("", "", true), ("a", "", false), ("", "a", false),
    ])
    func `equal texts alone are equal`(given: String, expected: String, isEqual: Bool) {
        #expect(ConstantTime.equal(given, expected) == isEqual)
    }
}
