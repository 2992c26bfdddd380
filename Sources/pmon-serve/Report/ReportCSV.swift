// SPDX-License-Identifier: MIT

import PmonJSON

/// A report for other programs (RFC 4180, with line feeds): one line a check.
enum ReportCSV {
    /// The columns in their order; percentages are numbers from 0 to 100, instants are RFC 3339.
    static let columns = [
        "url", "target", "place", "name", "from", "to", "uptime", "coverage", "maintenance_hours",
        "incidents", "downtime_seconds", "longest_seconds", "median_ms", "p95_ms",
        "budget_left_seconds",
    ]

    /// The lines without their ends; the first has the names of the columns.
    static func lines(_ report: PeriodReport) -> [String] {
        [columns.joined(separator: ",")] + report.rows.map { line($0, report.span) }
    }

    private static func line(_ row: PeriodReport.Row, _ span: ReportSpan) -> String {
        let (monitor, figures) = (row.monitor, row.figures)
        let fields = [
            monitor.url, monitor.target ?? "", monitor.place ?? "", monitor.name,
            LocalTime.rfc3339(span.from), LocalTime.rfc3339(span.to),
            percent(figures.uptime.share), percent(figures.uptime.coverage),
            number(figures.uptime.maintenance / 3600, decimals: 4),
            String(figures.outages.count),
            number(figures.downtime, decimals: 0), number(figures.longest, decimals: 0),
            number(figures.median, decimals: 1), number(figures.percentile95, decimals: 1),
            number(row.budgetLeft, decimals: 0),
        ]
        return fields.map(field).joined(separator: ",")
    }

    /// Percent with four decimals, rounded down; only what is whole is 100, only what is nothing is 0.
    static func percent(_ share: Double?) -> String {
        guard let share else { return "" }
        if share <= 0 { return "0" }
        if share >= 1 { return "100" }
        return number(
            min(max((share * 1_000_000 + 1e-6).rounded(.down) / 10_000, 0.0001), 99.9999),
            decimals: 4
        )
    }

    private static func number(_ value: Double?, decimals: Int) -> String {
        guard let value else { return "" }
        let text = JSONNumber(value, decimals: decimals).text
        return text.hasPrefix("-") && text.allSatisfy { "-0.".contains($0) }
            ? String(text.dropFirst()) : text
    }

    /// A field, in quotes where it holds what separates fields.
    static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
            return text
        }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
