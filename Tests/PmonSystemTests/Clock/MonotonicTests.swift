// SPDX-License-Identifier: MIT

import Testing

@testable import PmonSystem

struct MonotonicTests {
    @Test func `instants are ordered, subtracted and added to`() {
        let first = Monotonic(nanoseconds: 1_000_000_000)
        let later = first + .milliseconds(1500)
        #expect(first < later)
        #expect(later - first == .milliseconds(1500))
        #expect(first - later == .milliseconds(-1500))
    }

    @Test func `the clock never runs backwards`() {
        var last = Monotonic.now()
        for _ in 0..<10_000 {
            let next = Monotonic.now()
            #expect(next >= last)
            last = next
        }
    }
}
