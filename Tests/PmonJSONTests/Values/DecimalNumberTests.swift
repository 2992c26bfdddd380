// SPDX-License-Identifier: MIT

import Testing

@testable import PmonJSON

struct DecimalNumberTests {
    @Test func `numbers are ordered exactly, whatever their length`() throws {
        let ascending = [
            "-1e400", "-12.5", "-12.49", "-1e-400", "0", "1e-400", "0.1",
            "0.1000000000000000055511151231257827", "1", "9007199254740992", "9007199254740993",
            "9.007199254740994e15", "1e400",
        ]
        let numbers = try ascending.map { try #require(DecimalNumber($0)) }
        for left in numbers.indices {
            for right in numbers.indices {
                #expect((numbers[left] < numbers[right]) == (left < right))
                #expect((numbers[left] == numbers[right]) == (left == right))
            }
        }
    }

    @Test(arguments: [
        ("1", "1.000"), ("-0", "0e99"), ("12300e-2", "123"), ("+.5", "5e-1"), ("0010", "1E+1"),
        ("5.", "5"),
    ])
    func `one number has many spellings`(left: String, right: String) throws {
        #expect(try #require(DecimalNumber(left)) == #require(DecimalNumber(right)))
    }

    @Test(arguments: ["", "-", ".", "e5", "1e", "1e+", "0x10", "inf", "nan", "1 ", "1,5", "--1"])
    func `what is no number`(text: String) {
        #expect(DecimalNumber(text) == nil)
    }
}
