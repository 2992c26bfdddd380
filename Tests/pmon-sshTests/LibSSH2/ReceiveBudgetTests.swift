// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ReceiveBudgetTests {
    @Test func `a turn ends, and the next one goes on`() {
        var budget = ReceiveBudget()
        #expect(budget.allowance(.max) == ReceiveBudget.turn)
        budget.spend(ReceiveBudget.turn)
        #expect(budget.allowance(1) == 0)
        budget.renew()
        #expect(budget.allowance(1) == 1)
    }

    @Test func `a session ends for good`() {
        var budget = ReceiveBudget(session: 100)
        #expect(budget.allowance(1000) == 100)
        budget.spend(100)
        budget.renew()
        #expect(budget.isExhausted)
        #expect(budget.allowance(1) == 0)
    }

    @Test func `single bytes cost more than one, so that a trickle ends a turn too`() {
        var budget = ReceiveBudget()
        var calls = 0
        while budget.allowance(1) > 0 {
            budget.spend(1)
            calls += 1
        }
        #expect(calls < 5000)
    }
}
