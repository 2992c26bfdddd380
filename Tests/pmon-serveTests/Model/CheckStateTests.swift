// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct CheckStateTests {
    @Test func `names, words, signs and letters tell the states apart`() {
        let states = CheckState.allCases
        #expect(Set(states.map(\.name)).count == states.count)
        #expect(Set(states.map(\.word)).count == states.count)
        #expect(Set(states.map(\.glyph)).count == states.count)
        #expect(Set(states.map(\.letter)).count == states.count)
        #expect(Set(states.map(\.meaning)).count == states.count)
    }

    @Test func `each result of a record is a state, worse ones later`() {
        #expect(CheckResult.allCases.map(CheckState.init) == [.ok, .app, .down])
        #expect(CheckState.ok < .app && CheckState.app < .down)
        #expect(CheckState.allCases.filter(\.isFailure) == [.app, .down])
        #expect(CheckState.present == [.noData, .maintenance, .ok, .app, .down, .stale])
    }
}
