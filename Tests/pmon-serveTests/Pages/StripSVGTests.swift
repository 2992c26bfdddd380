// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct StripSVGTests {
    @Test func `states differ in height`() {
        let heights = [CheckState.noData, .ok, .app, .down].map(StripSVG.bar)
        #expect(Set(heights).count == 4)
        #expect(heights == heights.sorted())
    }

    @Test func `neighbours are drawn relative to each other`() {
        let strip = Strip(states: [.ok, .ok, .down, .ok])
        #expect(StripSVG.path(strip, .ok) == "M2 20v-8m5 8v-8m10 8v-8")
        #expect(StripSVG.path(strip, .down) == "M12 20v-20")
        #expect(StripSVG.path(strip, .app) == "")
    }

    @Test func `the sentence says what the picture shows`() {
        let strip = Strip(states: [.noData, .ok, .ok, .down])
        #expect(
            StripSVG.sentence(strip, kind: .runs, lastFailure: "11:40:00")
                == "Last 60 runs: 2 OK, 1 down, last failure 11:40:00"
        )
        #expect(
            StripSVG.sentence(Strip(states: [.noData]), kind: .month, lastFailure: nil)
                == "Last 30 days: no data"
        )
    }
}
