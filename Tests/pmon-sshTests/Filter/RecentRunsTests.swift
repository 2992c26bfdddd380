// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct RecentRunsTests {
    private func answers(_ asked: [Int]) -> [Bool] {
        var runs = RecentRuns()
        var answers: [Bool] = []
        for run in asked { answers.append(runs.isNew(run)) }
        return answers
    }

    @Test func `a run is new once, even if two runs come mixed`() {
        #expect(answers([1, 1, 2, 1, 2, 3]) == [true, false, true, false, false, true])
    }

    @Test func `the oldest are forgotten`() {
        let limit = RecentRuns.limit
        let answers = answers(Array(0...limit) + [0, limit])
        #expect(answers.dropLast().allSatisfy { $0 })
        #expect(answers.last == false)
    }
}
