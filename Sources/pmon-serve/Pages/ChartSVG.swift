// SPDX-License-Identifier: MIT

import PmonText

/// Durations over time: a band from shortest to longest, a line of medians, a mark a failure, and nothing where there
/// was no check.
enum ChartSVG {
    private static let width = 960.0
    private static let height = 200.0
    private static let foot = 16.0

    /// The chart, or a sentence where nothing was measured.
    ///
    /// With the `key` of the monitor a script can tell the values under the pointer.
    static func html(_ buckets: Buckets, context: PageContext, key: String = "") -> HTML {
        let top = buckets.buckets.compactMap(\.maximum).max()
        guard let top, top > 0 else {
            return "<p class=\"empty\">There are no response times in this range.</p>"
        }
        let ceiling = Self.ceiling(top)
        let failures = buckets.buckets.count { $0.state.isFailure }
        let medians = buckets.buckets.compactMap(\.median)
        let planned =
            buckets.maintenance.isEmpty
            ? ""
            : ", planned maintenance of \(DurationWords.text(seconds: buckets.maintenance.reduce(0) { $0 + $1.upperBound - $1.lowerBound }))"
        let sentence =
            "Response times: median \(Self.number(medians.sorted()[medians.count / 2])) ms, longest \(Self.number(top)) ms, \(failures) points with failures\(planned)"
        var html: HTML = """
            <figure class="chart" data-key="\(key)" data-from="\(decimal(buckets.from))" data-to="\(decimal(buckets.to))"><svg role="img" viewBox="0 0 960 200" preserveAspectRatio="none" \
            aria-label="\(sentence)">
            """
        for line in 1...3 {
            html += "<path class=\"grid\" d=\"M0 \(Int(height - foot) * line / 4)h960\"/>"
        }
        html += shape("maintenance", maintenance(buckets))
        let rows = rows(buckets.buckets)
        html += shape("band", band(buckets, rows, ceiling))
        html += shape("line", lines(buckets, rows, ceiling, \.median))
        html += shape("dot", dots(buckets, rows, ceiling))
        html += shape("app", marks(buckets, .app))
        html += shape("down", marks(buckets, .down))
        var scale: HTML = "<span class=\"scale y4\">\(Self.number(ceiling)) ms</span>"
        for line in 1...3 {
            scale +=
                "<span class=\"scale y\(line)\">\(Self.number(ceiling * Double(line) / 4))</span>"
        }
        html += """
            </svg>\(scale)\
            <figcaption><span>\(context.time(buckets.from))</span>\
            <span>band: shortest to longest, line: median, marks below: failures; where nothing is drawn nothing was checked\(buckets.maintenance.isEmpty ? "" : ", upright band: maintenance")</span>\
            <span>\(context.time(buckets.to))</span></figcaption></figure>
            """
        return html
    }

    /// A number at or above a duration whose quarters are round.
    static func ceiling(_ value: Double) -> Double {
        var unit = 1.0
        while unit * 10 < value { unit *= 10 }
        return [1, 2, 4, 6, 8, 10].map { $0 * unit }.first { $0 >= value } ?? unit * 10
    }

    /// A duration with as many digits as help.
    static func number(_ value: Double) -> String {
        value < 10 ? "\((value * 10).rounded() / 10)" : String(Int(value.rounded()))
    }

    private static func shape(_ name: String, _ path: String) -> HTML {
        guard !path.isEmpty else { return "" }
        var html: HTML = "<path class=\"\(name)\" d=\""
        html.append(markup: path)
        html += "\"/>"
        return html
    }

    private static func x(_ buckets: Buckets, _ at: Double) -> String {
        let span = max(buckets.to - buckets.from, 1)
        return decimal((at - buckets.from) / span * width)
    }

    private static func y(_ value: Double, _ ceiling: Double) -> String {
        decimal((height - foot) * (1 - value / ceiling))
    }

    private static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }

    /// Rows of points without a gap: neither a time without checks nor a point without durations is drawn over.
    static func rows(_ buckets: [Buckets.Bucket]) -> [ArraySlice<Buckets.Bucket>] {
        var rows: [ArraySlice<Buckets.Bucket>] = []
        for index in buckets.indices where buckets[index].median != nil {
            if let last = rows.indices.last, rows[last].endIndex == index,
                !buckets[index].isAfterGap
            {
                rows[last] = buckets[rows[last].startIndex...index]
            } else {
                rows.append(buckets[index...index])
            }
        }
        return rows
    }

    /// A value of each point of the rows as a line; a point alone is none.
    private static func lines(
        _ buckets: Buckets,
        _ rows: [ArraySlice<Buckets.Bucket>],
        _ ceiling: Double,
        _ value: (Buckets.Bucket) -> Double?
    ) -> String {
        rows.filter { $0.count > 1 }.map { row in
            "M" + row.map { point(buckets, $0, value($0), ceiling) }.joined(separator: "L")
        }.joined()
    }

    /// The points that stand alone: strokes without length, whose round ends show.
    private static func dots(
        _ buckets: Buckets,
        _ rows: [ArraySlice<Buckets.Bucket>],
        _ ceiling: Double
    ) -> String {
        rows.filter { $0.count == 1 }.flatMap { $0 }
            .map { "M\(point(buckets, $0, $0.median, ceiling))h.01" }.joined()
    }

    private static func band(
        _ buckets: Buckets,
        _ rows: [ArraySlice<Buckets.Bucket>],
        _ ceiling: Double
    ) -> String {
        rows.filter { row in row.contains { $0.maximum != $0.minimum } }.map { row in
            if row.count == 1, let only = row.first {
                // A point alone has no width: an upright line tells its range.
                return
                    "M\(point(buckets, only, only.minimum, ceiling))V\(y(only.maximum ?? 0, ceiling))"
            }
            let upper = row.map { point(buckets, $0, $0.maximum, ceiling) }
            let lower = row.reversed().map { point(buckets, $0, $0.minimum, ceiling) }
            return "M" + (upper + lower).joined(separator: "L") + "Z"
        }.joined()
    }

    private static func point(
        _ buckets: Buckets,
        _ bucket: Buckets.Bucket,
        _ value: Double?,
        _ ceiling: Double
    ) -> String {
        "\(x(buckets, bucket.at)) \(y(value ?? 0, ceiling))"
    }

    private static func maintenance(_ buckets: Buckets) -> String {
        buckets.maintenance.map { stretch in
            "M\(x(buckets, stretch.lowerBound)) 0V\(Int(height - foot))H\(x(buckets, stretch.upperBound))V0Z"
        }.joined()
    }

    private static func marks(_ buckets: Buckets, _ state: CheckState) -> String {
        let length = state == .down ? 14 : 9
        return buckets.buckets.filter { $0.state == state }
            .map { "M\(x(buckets, $0.at)) \(Int(height))v-\(length)" }.joined()
    }
}
