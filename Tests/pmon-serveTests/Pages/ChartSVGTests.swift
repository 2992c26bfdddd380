// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ChartSVGTests {
    let folder = TestFolder()

    @Test(arguments: [
        (0.5, 1.0), (1, 1), (12, 20), (20, 20), (21, 40), (45, 60), (99, 100), (101, 200),
        (720, 800),
    ])
    func `the scale ends at a number with round quarters`(value: Double, ceiling: Double) {
        #expect(ChartSVG.ceiling(value) == ceiling)
    }

    @Test func `the picture has a sentence, a line and its failures`() throws {
        let context = Fixture.context(try Fixture.snapshot(folder))
        let runs = Fixture.runs("ooodooao")
        let chart = ChartSVG.html(
            Buckets(runs, from: runs.at[0], to: Fixture.now, limit: 240),
            context: context
        ).text
        #expect(chart.contains("aria-label=\"Response times: median "))
        #expect(chart.contains("2 points with failures"))
        #expect(
            chart.contains("class=\"line\"") && chart.contains("class=\"down\"")
                && chart.contains("class=\"app\"")
        )
        #expect(!chart.contains("class=\"band\""))
    }

    @Test func `without durations it says so`() throws {
        let context = Fixture.context(try Fixture.snapshot(folder))
        let chart = ChartSVG.html(
            Buckets(Fixture.runs("ddd"), from: 0, to: Fixture.now, limit: 240),
            context: context
        )
        #expect(chart.text.contains("no response times"))
    }
}
