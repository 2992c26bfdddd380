// SPDX-License-Identifier: MIT

import PmonJSON
import PmonText

/// The figures of a report as people read them, alike on paper and in text.
enum ReportWords {
    /// What stands for a figure that is not there.
    static let none = "–"

    /// Percent with three decimals, rounded down: what is not whole never looks whole.
    static func percent(_ share: Double?) -> String {
        guard let share else { return none }
        if share >= 1 { return "100 %" }
        // A share such as 0.999 may be a little less in binary.
        let thousandths = Int((share * 100_000 + 1e-7).rounded(.down))
        return "\(JSONNumber(fixed: Int64(thousandths), decimals: 3).text) %"
    }

    /// Percent without decimals, rounded down; `<1 %` for a trace.
    static func roughPercent(_ share: Double) -> String {
        if share > 0, share < 0.01 { return "<1 %" }
        return "\(Int((share * 100 + 1e-9).rounded(.down))) %"
    }

    /// A duration, or the sign for none.
    static func length(_ seconds: Double) -> String {
        seconds > 0 ? DurationWords.text(seconds: seconds) : none
    }

    /// A duration that may be below zero: `−3 h`.
    static func budget(_ seconds: Double?) -> String {
        guard let seconds else { return none }
        let text = DurationWords.text(seconds: abs(seconds))
        return seconds < 0 ? "−\(text)" : text
    }

    /// Milliseconds without decimals, from ten seconds on in seconds.
    static func milliseconds(_ value: Double?) -> String {
        guard let value else { return none }
        return value < 9999.5
            ? "\(Int(value.rounded())) ms" : "\(JSONNumber(value / 1000, decimals: 1).text) s"
    }

    /// The objective as it was given: `99.9 %`.
    static func objective(_ percent: Double) -> String {
        percent == percent.rounded() ? "\(Int(percent)) %" : "\(percent) %"
    }

    /// A message on one line, a bare HTTP status with its name, without marks that turn the direction of writing.
    static func cause(_ message: String) -> String {
        let text = Int(message).map(StatusWords.text) ?? message
        return shown(text).cut(to: 160)
    }

    /// A text on one line without marks that turn the direction of writing.
    static func shown(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.onOneLine.unicodeScalars.filter { !$0.isDirectionMark })
        )
    }

    /// `2026-11-01 00:00 to 2026-12-01 00:00 CET`, with the minute alone.
    static func span(_ span: ReportSpan) -> String {
        let ends = [span.from, span.to].map { "\(LocalTime.full($0).dropLast(3))" }
        let zones = [span.from, span.to].map(LocalTime.zoneName)
        return zones[0] == zones[1]
            ? "\(ends[0]) to \(ends[1]) \(zones[1])"
            : "\(ends[0]) \(zones[0]) to \(ends[1]) \(zones[1])"
    }

    /// The heading's sentence: how many checks and incidents, and whether the objective was reached.
    static func summary(_ report: PeriodReport) -> String {
        let count = report.rows.count
        var parts = ["\(count) \(count == 1 ? "monitor" : "monitors")"]
        let incidents = report.incidents
        parts.append("\(incidents) \(incidents == 1 ? "incident" : "incidents")")
        if let objective = report.objective {
            let reached = report.reached
            parts.append("\(reached.count) of \(reached.of) reached \(Self.objective(objective))")
        }
        return parts.joined(separator: ", ")
    }

    /// What has to be known beside a check's figures; empty in most cases.
    static func remarks(_ row: PeriodReport.Row, span: ReportSpan) -> [String] {
        var remarks: [String] = []
        let runs = row.monitor.runs
        if runs.count == 0 || (runs.at.first ?? 0) >= span.to {
            return ["no check in this period"]
        }
        if let first = runs.at.first, first > span.from,
            first - span.from > (runs.usualDistance ?? 0) * Runs.reach
        {
            remarks.append("watched since \(LocalTime.full(first).dropLast(3))")
        }
        let unseen = row.figures.unseenDowntime
        if unseen >= 60 {
            remarks.append(
                "\(DurationWords.text(seconds: unseen)) of the downtime passed without checks: uptime leaves it out"
            )
        }
        return remarks
    }
}
