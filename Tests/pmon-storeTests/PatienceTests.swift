// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_store

struct PatienceTests {
    @Test func `pauses are kept, and attempts go on for a time`() {
        var patience = Patience()
        let first = patience.allows(.milliseconds(30))
        #expect(first)
        let began = ContinuousClock.now
        patience.wait()
        #expect(ContinuousClock.now - began >= .milliseconds(30))
        let second = patience.allows(.seconds(1000))
        #expect(second)
    }
}
