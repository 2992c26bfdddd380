// SPDX-License-Identifier: MIT

import PmonText

/// A report as plain text, for mails and terminals.
enum ReportText {
    /// Incidents of one check that are listed; of more the longest.
    static let mostOutages = ReportFigures.mostShown

    /// The lines.
    static func lines(_ report: PeriodReport) -> [String] {
        var lines = [
            "Availability of \(ReportWords.shown(report.id)): \(report.period.text)",
            "\(ReportWords.span(report.span))\(report.span.isOpen ? ", so far" : "")",
            ReportWords.summary(report),
        ]
        lines += report.notices.map { "Attention: \($0)" }
        guard !report.rows.isEmpty else { return lines }
        lines.append("")
        lines += table(report)
        let outages = outages(report)
        if !outages.isEmpty {
            lines += ["", "INCIDENTS, as far as they lie in the period"] + outages
        }
        return lines
    }

    private static func table(_ report: PeriodReport) -> [String] {
        var head = [
            "UPTIME", "OBSERVED", "MAINTENANCE", "INCIDENTS", "DOWNTIME", "LONGEST", "MEDIAN",
            "P95",
        ]
        if report.objective != nil { head.append("BUDGET LEFT") }
        var table = [head]
        for row in report.rows {
            let figures = row.figures
            table.append(
                [
                    ReportWords.percent(figures.uptime.share),
                    ReportWords.roughPercent(figures.uptime.coverage),
                    figures.uptime.maintenanceText ?? ReportWords.none,
                    String(figures.outages.count),
                    ReportWords.length(figures.downtime), ReportWords.length(figures.longest),
                    ReportWords.milliseconds(figures.median),
                    ReportWords.milliseconds(figures.percentile95),
                ] + (report.objective == nil ? [] : [ReportWords.budget(row.budgetLeft)])
            )
        }
        let widths = head.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        var lines: [String] = []
        for (index, cells) in table.enumerated() {
            let padded = zip(cells, widths).map { cell, width in
                String(repeating: " ", count: width - cell.count) + cell
            }
            // The name comes last, because nobody knows how wide it is.
            let name = index == 0 ? "MONITOR" : title(report.rows[index - 1].monitor)
            lines.append("\(padded.joined(separator: "  "))  \(name)")
            if index > 0 {
                lines += ReportWords.remarks(report.rows[index - 1], span: report.span)
                    .map { "    \($0)" }
            }
        }
        return lines
    }

    private static func title(_ monitor: Monitor) -> String {
        let group = monitor.group.isEmpty ? "" : "\(ReportWords.shown(monitor.group)) / "
        return group + ReportWords.shown(monitor.name)
    }

    private static func outages(_ report: PeriodReport) -> [String] {
        report.rows.flatMap { row -> [String] in
            let shown = row.figures.shownOutages(mostOutages)
            guard !shown.isEmpty else { return [] }
            var lines = [title(row.monitor)]
            lines += shown.map { outage in
                let begin = LocalTime.full(outage.incident.start).dropLast(3)
                let goesOn = (outage.incident.end ?? .infinity) > report.span.to ? ", goes on" : ""
                return
                    "  \(begin)  \(DurationWords.text(seconds: outage.length))\(goesOn)  \(outage.incident.worst.word)  \(ReportWords.cause(outage.incident.message))"
            }
            if let rest = row.figures.restOfOutages(mostOutages) { lines.append("  \(rest)") }
            return lines
        }
    }
}

extension ReportFigures {
    /// At most so many incidents in order of time; of more the longest.
    func shownOutages(_ limit: Int) -> [Outage] {
        guard outages.count > limit else { return outages }
        return outages.sorted { $0.length > $1.length }.prefix(limit)
            .sorted { $0.incident.start < $1.incident.start }
    }

    /// A sentence about incidents that are not among the shown ones; `nil` if there are none.
    func restOfOutages(_ limit: Int) -> String? {
        guard outages.count > limit else { return nil }
        let rest = outages.count - limit
        let length = downtime - shownOutages(limit).reduce(0) { $0 + $1.length }
        return
            "and \(rest) shorter \(rest == 1 ? "one" : "ones"), \(DurationWords.text(seconds: length)) in all"
    }
}
