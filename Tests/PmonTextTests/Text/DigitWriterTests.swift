// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct DigitWriterTests {
    @Test(arguments: [
        (0, 1, "0"), (0, 3, "000"), (7, 2, "07"), (42, 1, "42"), (12_345, 2, "12345"),
        (-5, 3, "-005"),
        (Int.max, 1, "9223372036854775807"), (Int.min, 1, "-9223372036854775808"),
    ])
    func `a number has its width at least`(value: Int, width: Int, text: String) {
        #expect(DigitWriter.text { $0.put(value, width: width) } == text)
    }

    @Test func `parts stand in the order in which they were put`() {
        let text = DigitWriter.text { writer in
            writer.put(2026, width: 4)
            writer.put("-")
            writer.put(3, width: 2)
        }
        #expect(text == "2026-03")
    }

    @Test(arguments: [
        (Int64(0), 0, "0"), (5, 3, "0.005"), (-5, 3, "-0.005"), (12_345, 3, "12.345"),
        (Int64.min, 9, "-9223372036.854775808"), (7, 1, "0.7"),
    ])
    func `a fixed-point number has all its decimals`(scaled: Int64, decimals: Int, text: String) {
        #expect(DigitWriter.text { $0.put(fixed: scaled, decimals: decimals) } == text)
    }
}
