// SPDX-License-Identifier: MIT

import Testing

@testable import PmonRecord

struct ResultWordTests {
    @Test func `signs and words tell the states and warnings apart`() {
        let states = ResultWord.allCases
        #expect(Set(states.map(\.sign) + [ResultWord.warningSign]).count == states.count + 1)
        #expect(Set(states.map(\.word)).count == states.count)
        #expect(Set(states.map(\.text)).count == states.count)
        #expect(states.allSatisfy { $0.word == $0.word.uppercased() })
    }

    @Test func `states are counted in words`() {
        let words = [ResultWord.ok, .applicationError, .down]
        #expect(words.map { $0.count(1) } == ["1 OK", "1 application error", "1 down"])
        #expect(words.map { $0.count(2) } == ["2 OK", "2 application errors", "2 down"])
        #expect(ResultWord.applicationError.count(0) == "0 application errors")
        #expect(ResultWord.noData.count(3) == "3 not checked yet")
    }
}
