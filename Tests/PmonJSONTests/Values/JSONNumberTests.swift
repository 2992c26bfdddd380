// SPDX-License-Identifier: MIT

import Testing

@testable import PmonJSON

struct JSONNumberTests {
    @Test(arguments: [
        (0.0, 3, "0.000"), (1.5, 3, "1.500"), (-1.5, 3, "-1.500"), (0.0005, 3, "0.001"),
        (-0.0005, 3, "-0.001"), (-0.0001, 3, "0.000"), (2.5, 0, "3"),
        (1e15, 3, "1000000000000000.000"),
        (1_764_000_000.123456, 6, "1764000000.123456"), (0.000000001, 9, "0.000000001"),
        (1e300, 3, "1e+300"), (.infinity, 3, "0"), (-.infinity, 3, "0"), (.nan, 3, "0"),
    ])
    func `a number has a fixed count of decimals`(value: Double, decimals: Int, text: String) {
        #expect(JSONNumber(value, decimals: decimals).text == text)
    }

    @Test(arguments: [
        (Int64(0), 6, "0.000000"), (1, 6, "0.000001"), (-1, 6, "-0.000001"), (7, 0, "7"),
        (1_764_000_000_000_001, 6, "1764000000.000001"), (.max, 6, "9223372036854.775807"),
        (.min, 6, "-9223372036854.775808"),
    ])
    func `a fixed-point number is spelled exactly`(scaled: Int64, decimals: Int, text: String) {
        #expect(JSONNumber(fixed: scaled, decimals: decimals).text == text)
    }

    @Test(arguments: [
        ("0", 0, 0.0), ("-0", 0, -0.0), ("42", 42, 42), ("1.0", nil, 1), ("1e3", nil, 1000),
        ("9223372036854775807", Int.max, 9.223372036854775807e18),
        ("9223372036854775808", nil, 9.223372036854775807e18), ("1e400", nil, nil),
        ("-1.50", nil, -1.5),
    ])
    func `a spelling is read as what it fits into`(text: String, int: Int?, double: Double?) {
        let number = JSONNumber(validated: text)
        #expect(number.int == int)
        #expect(number.double == double)
        #expect(number.text == text)
    }

    @Test func `an integer is spelled plainly`() {
        #expect(JSONNumber(Int.min).text == "-9223372036854775808")
        #expect(JSONNumber(Int.min).int == Int.min)
    }
}
