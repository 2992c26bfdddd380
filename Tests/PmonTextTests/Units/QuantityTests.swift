// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct QuantityTests {
    @Test(arguments: [
        ("10", 10, ""), ("10s", 10, "s"), (" 10 \t MiB ", 10, "mib"), ("1.5h", 1.5, "h"),
        ("0", 0, ""), ("007", 7, ""),
    ])
    func `a number and its unit are split`(text: String, number: Double, unit: String) throws {
        let quantity = try #require(Quantity.split(text))
        #expect(quantity.number == number)
        #expect(quantity.unit == unit)
    }

    @Test(arguments: [
        "", " ", "s", ".5s", "5.s", "1.2.3", "-5", "+5", "١s", "1234567890123456789012345",
    ])
    func `what does not begin with a plain number is no quantity`(text: String) {
        #expect(Quantity.split(text) == nil)
    }
}
