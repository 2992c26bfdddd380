// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_serve

struct SelectionTests {
    @Test func `the median equals that of the sorted values`() {
        var generator = SeededRandom(seed: 60)
        for count in 1...60 {
            var values = (0..<count).map { _ in Double(Int.random(in: 0...20, using: &generator)) }
            let sorted = values.sorted()
            let expected =
                count % 2 == 1
                ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2
            #expect(Selection.median(&values) == expected)
        }
    }

    @Test func `a percentile is the nearest rank`() {
        var generator = SeededRandom(seed: 61)
        for count in 1...130 {
            var values = (0..<count).map { _ in Double(Int.random(in: 0...50, using: &generator)) }
            let sorted = values.sorted()
            #expect(Selection.percentile(&values, 0.95) == sorted[(count * 95 + 99) / 100 - 1])
        }
        var none: [Double] = []
        #expect(Selection.percentile(&none, 0.95) == nil)
    }

    @Test func `nothing has no median`() {
        var none: [Double] = []
        #expect(Selection.median(&none) == nil)
    }
}
