// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText

/// A report as one page that needs nothing else, made to be printed.
enum ReportPage {
    /// Incidents of one check that are listed; of more the longest.
    static let mostOutages = ReportFigures.mostShown

    /// The page; `now` in Unix seconds stands at its foot.
    static func html(_ report: PeriodReport, now: Double) -> HTML {
        let title = "\(ReportWords.shown(report.id)) \(report.period.text)"
        var html: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Availability \(title)</title>
            <style>
            """
        html.append(bytes: PackageResources.report_css)
        html += """
            </style>
            </head>
            <body>
            <header>
            <h1>Availability of \(ReportWords.shown(report.id))</h1>
            <p>\(report.period.text): \(ReportWords.span(report.span))\(report.span.isOpen ? ", so far" : "")</p>
            </header>
            <main>

            """
        for notice in report.notices { html += "<p class=\"notice\">\(notice)</p>\n" }
        html += """
            \(key(report))
            \(table(report))
            \(outages(report))
            </main>
            \(footer(report, now: now))
            </body>
            </html>
            """
        return html
    }

    /// The figures that are read first.
    private static func key(_ report: PeriodReport) -> HTML {
        var items: [(String, String)] = [
            (String(report.rows.count), report.rows.count == 1 ? "monitor" : "monitors"),
            (String(report.incidents), report.incidents == 1 ? "incident" : "incidents"),
            (ReportWords.length(report.rows.map(\.figures.longest).max() ?? 0), "longest incident"),
        ]
        if let objective = report.objective {
            let reached = report.reached
            items.append(
                ("\(reached.count) of \(reached.of)", "reached \(ReportWords.objective(objective))")
            )
        }
        var html: HTML = "<ul class=\"key\">"
        for (figure, word) in items { html += "<li><b>\(figure)</b> \(word)</li>" }
        html += "</ul>"
        return html
    }

    private static func table(_ report: PeriodReport) -> HTML {
        guard !report.rows.isEmpty else { return "<p class=\"empty\">There are no monitors.</p>" }
        let hasDays = report.rows.contains { $0.strip != nil }
        let hasGroups = report.rows.contains { !$0.monitor.group.isEmpty }
        let hasMaintenance = report.rows.contains { $0.figures.uptime.maintenance > 0 }
        var heads = ["Uptime", "Observed"]
        if hasMaintenance { heads.append("Mainte\u{AD}nance") }
        heads += ["Inci\u{AD}dents", "Down\u{AD}time", "Longest", "Median", "95 %"]
        if report.objective != nil { heads.append("Budget left") }
        let figures: HTML = " class=\"figures\""
        var html: HTML = "<table\(hasDays ? figures : "")><thead><tr><th scope=\"col\">Monitor</th>"
        if hasDays { html += "<th scope=\"col\">Days</th>" }
        for head in heads { html += "<th scope=\"col\">\(head)</th>" }
        html += "</tr></thead><tbody>\n"
        var group: String?
        for row in report.rows {
            if hasGroups, row.monitor.group != group {
                group = row.monitor.group
                let name = row.monitor.group.isEmpty ? "Others" : row.monitor.group
                let columns = 1 + heads.count + (hasDays ? 1 : 0)
                html +=
                    "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"\(columns)\">\(ReportWords.shown(name))</th></tr>\n"
            }
            html += line(row, report, hasDays: hasDays, hasMaintenance: hasMaintenance)
        }
        html += "</tbody></table>"
        return html
    }

    private static func line(
        _ row: PeriodReport.Row,
        _ report: PeriodReport,
        hasDays: Bool,
        hasMaintenance: Bool
    ) -> HTML {
        let (monitor, figures) = (row.monitor, row.figures)
        var html: HTML = "<tr><th scope=\"row\">\(ReportWords.shown(monitor.name))"
        if monitor.name != monitor.url {
            html += " <small>\(ReportWords.shown(monitor.url))</small>"
        }
        for remark in ReportWords.remarks(row, span: report.span) {
            html += " <small class=\"remark\">\(remark)</small>"
        }
        html += "</th>"
        if hasDays { html += "<td class=\"days\">\(row.strip.map(strip))</td>" }
        let missed: HTML = row.budgetLeft.map { $0 < 0 } ?? false ? " class=\"missed\"" : ""
        html += "<td\(missed)>\(ReportWords.percent(figures.uptime.share))</td>"
        var cells = [ReportWords.roughPercent(figures.uptime.coverage)]
        if hasMaintenance { cells.append(figures.uptime.maintenanceText ?? ReportWords.none) }
        cells += [
            String(figures.outages.count), ReportWords.length(figures.downtime),
            ReportWords.length(figures.longest), ReportWords.milliseconds(figures.median),
            ReportWords.milliseconds(figures.percentile95),
        ]
        for cell in cells { html += "<td>\(cell)</td>" }
        if report.objective != nil {
            html += "<td\(missed)>\(ReportWords.budget(row.budgetLeft))</td>"
        }
        html += "</tr>\n"
        return html
    }

    /// The worst state of each day as bars of different height and colour.
    private static func strip(_ strip: Strip) -> HTML {
        let pitch = 3
        let sentence = StripSVG.states.filter { strip.count($0) > 0 }
            .map { "\(strip.count($0)) \($0.word)" }.joined(separator: ", ")
        let width = strip.states.count * pitch
        var html: HTML =
            "<svg role=\"img\" viewBox=\"0 0 \(width) \(StripSVG.height)\" width=\"\(min(width, 93))\" preserveAspectRatio=\"none\" aria-label=\"Days: \(sentence)\">"
        html += StripSVG.paths(strip, pitch: pitch)
        html += "</svg>"
        return html
    }

    private static func outages(_ report: PeriodReport) -> HTML {
        var html: HTML = "<h2>Incidents</h2>"
        guard report.incidents > 0 else {
            html += "<p class=\"empty\">There were none.</p>"
            return html
        }
        html += """
            <table class="incidents"><thead><tr><th scope="col">Began</th><th scope="col">Length</th>\
            <th scope="col">Monitor</th><th scope="col">State</th><th scope="col">Cause</th></tr></thead><tbody>

            """
        let shown = report.rows.flatMap { row in
            row.figures.shownOutages(mostOutages).map { (name: row.monitor.name, outage: $0) }
        }
        for (name, outage) in shown.sorted(by: {
            $0.outage.incident.start < $1.outage.incident.start
        }) {
            let incident = outage.incident
            let goesOn = (incident.end ?? .infinity) > report.span.to ? ", goes on" : ""
            html += """
                <tr><td>\(String(LocalTime.full(incident.start).dropLast(3)))</td>\
                <td>\(DurationWords.text(seconds: outage.length))\(goesOn)</td><td>\(ReportWords.shown(name))</td>\
                <td><b class="\(incident.worst.name)">\(incident.worst.glyph) \(incident.worst.word)</b></td>\
                <td>\(ReportWords.cause(incident.message))</td></tr>

                """
        }
        for row in report.rows {
            guard let rest = row.figures.restOfOutages(mostOutages) else { continue }
            let name = ReportWords.shown(row.monitor.name)
            html += "<tr><td></td><td></td><td>\(name)</td><td></td><td>\(rest)</td></tr>\n"
        }
        html += "</tbody></table>"
        return html
    }

    private static func footer(_ report: PeriodReport, now: Double) -> HTML {
        var html: HTML = """
            <footer><p>Uptime is the share of the observed time in which the last check was good; time without checks and \
            planned maintenance are left out. Observed is the share of the rest of the period that checks speak for. \
            An incident lasts from the first failed check to the next good one; its length is that within the period. Median and 95 % are durations of good checks.
            """
        if let objective = report.objective {
            html +=
                " The budget is what \(ReportWords.objective(objective)) leaves of the observed time for failures."
        }
        html += """
            </p>
            <p>Made by pmon \(Version.current) on \(LocalTime.full(now)) \(LocalTime.zoneName(now)).</p></footer>
            """
        return html
    }
}
