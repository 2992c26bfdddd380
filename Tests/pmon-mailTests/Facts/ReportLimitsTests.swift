// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct ReportLimitsTests {
    @Test func `what is taken is gone, and a reserve is kept`() {
        var limits = ReportLimits()
        let all = limits.left
        let steps: [(cost: Int, reserve: Int, isTaken: Bool)] = [
            (1000, 0, true), (2000, all - 2999, false), (2000, all - 3000, true),
            (all - 2999, 0, false), (all - 3000, 0, true), (1, 0, false),
        ]
        for step in steps {
            let isTaken = limits.take(step.cost, keeping: step.reserve)
            #expect(isTaken == step.isTaken)
        }
        #expect(limits.left == 0)
    }
}
