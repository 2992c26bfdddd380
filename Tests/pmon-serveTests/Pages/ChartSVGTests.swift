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

    /// Points of a minute each: durations of good checks, none for a gap.
    private func chart(_ durations: [Double?], limit: Int = 240) throws -> String {
        var runs = Runs()
        for (minute, duration) in durations.enumerated() {
            guard let duration else { continue }
            let at = Fixture.now - 60 * Double(durations.count - minute)
            runs.add(
                RecordedCheck(at: at, state: .ok, milliseconds: duration, message: "OK"),
                message: 0
            )
        }
        var calendar = LocalDays()
        runs.seal(expected: nil, calendar: &calendar)
        let context = Fixture.context(try Fixture.snapshot(folder))
        let from = Fixture.now - 60 * Double(durations.count)
        return ChartSVG.html(
            Buckets(runs, from: from, to: Fixture.now, limit: limit),
            context: context
        ).text
    }

    /// The data of a path.
    private func path(_ name: String, _ chart: String) -> String? {
        chart.components(after: "<path class=\"\(name)\" d=\"")
    }

    @Test func `no line goes across hours without checks`() throws {
        let quiet = [Double?](repeating: nil, count: 480)
        let chart = try chart([10, 11, 12] + quiet + [13, 14])
        let line = try #require(path("line", chart))
        #expect(line.count(where: { $0 == "M" }) == 2)
        // A check that is missing once is no gap.
        #expect(
            try path("line", self.chart([10, 11, nil, 12, 13]))?.count(where: { $0 == "M" }) == 1
        )
    }

    @Test
    func
        `a longest duration stands at its height in a point of many checks, and alone among single ones`()
        throws
    {
        // The scale ends at 100, the picture at 184 units.
        var durations = [Double?](repeating: 10, count: 1000)
        durations[501] = 100
        #expect(try #require(path("band", self.chart(durations, limit: 50))).contains(" 0L"))
        // Some points hold two checks, most one: the band is there all the same.
        let single = (0..<300).map { Double?($0 == 150 ? 100 : 10) }
        #expect(try #require(path("band", self.chart(single, limit: 240))).contains(" 0L"))
        #expect(try #require(path("line", self.chart(Array(single.prefix(200))))).contains(" 0L"))
    }

    @Test func `a point alone is a dot, and an upright line if it holds several checks`() throws {
        #expect(try #require(path("dot", self.chart([10]))).hasSuffix("h.01"))
        #expect(try path("line", self.chart([10])) == nil)
        let quiet = [Double?](repeating: nil, count: 480)
        let chart = try chart([10, 20] + quiet + [10, 30] + quiet + [10, 10], limit: 3)
        #expect(try #require(path("dot", chart)).count(where: { $0 == "M" }) == 3)
        #expect(try #require(path("band", chart)).count(where: { $0 == "V" }) == 2)
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

extension String {
    /// What stands between a text and the next quote; nil if the text is not there.
    fileprivate func components(after text: String) -> String? {
        firstRange(of: text).map { String(self[$0.upperBound...].prefix { $0 != "\"" }) }
    }
}
