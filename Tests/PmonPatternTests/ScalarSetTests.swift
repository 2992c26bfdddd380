// SPDX-License-Identifier: MIT

import Testing

@testable import PmonPattern

struct ScalarSetTests {
    @Test func `ranges that touch or overlap become one`() {
        #expect(ScalarSet([5...9, 1...4, 8...12]).ranges == [1...12])
        #expect(ScalarSet([1...2, 4...5]).ranges == [1...2, 4...5])
    }

    @Test func `the inverse of the inverse is the set`() {
        for set in [
            ScalarSet(), .all, .words, ScalarSet([0...0]), ScalarSet([0x10FFFF...0x10FFFF]),
        ] {
            #expect(set.inverted.inverted == set)
            #expect(set.union(set.inverted) == .all)
        }
    }

    @Test func `both cases of a letter are in it where case is ignored`() {
        #expect(ScalarSet("é").ignoringCase == ScalarSet("é").union(ScalarSet("É")))
        #expect(ScalarSet("1").ignoringCase == ScalarSet("1"))
    }
}
