// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct CountsTests {
    @Test func `the worst that holds is told, stale over all, no data last`() {
        var counts = Counts()
        #expect(counts.worst == .noData)
        let order: [CheckState] = [.noData, .ok, .app, .down, .stale]
        for (index, state) in order.enumerated() {
            counts[state] += 2
            #expect(counts.worst == state)
            #expect(counts.total == 2 * (index + 1))
        }
        #expect(counts.failing == 4)
    }
}
