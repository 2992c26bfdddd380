// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct StripSVGTests {
    @Test func `states differ in height`() {
        let heights = [CheckState.noData, .maintenance, .ok, .app, .down].map(StripSVG.bar)
        #expect(Set(heights).count == 5)
        #expect(heights == heights.sorted())
    }

    @Test func `neighbours are drawn relative to each other`() {
        let strip = Strip(states: [.ok, .ok, .down, .ok])
        #expect(StripSVG.path(strip, .ok, pitch: 4) == "M1 20v-8m4 8v-8m8 8v-8")
        #expect(StripSVG.path(strip, .down, pitch: 4) == "M9 20v-20")
        #expect(StripSVG.path(strip, .app, pitch: 4) == "")
    }

    @Test(arguments: StripKind.allCases)
    func `every kind of strip has about the same width`(kind: StripKind) {
        #expect((240...270).contains(kind.cells * kind.pitch))
        let strip = Strip(states: Array(repeating: .down, count: kind.cells))
        let svg = StripSVG.html(strip, kind: kind, label: "x").text
        #expect(svg.contains("class=\"strip s\(kind.rawValue)\""))
        #expect(svg.contains("viewBox=\"0 0 \(kind.cells * kind.pitch) 20\""))
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
