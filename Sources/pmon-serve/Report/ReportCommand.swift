// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import PmonSystem

/// Prints a report and leaves.
struct ReportCommand {
    /// What the flags say.
    let options: ReportOptions
    /// The configuration with the flags over it.
    let settings: Settings

    /// Prints the report of the period.
    ///
    /// Throws 64 if the period has not begun, 66 if there is no history, 65 if it is damaged; if whole records are left, the report is printed first.
    func run(_ period: ReportPeriod, now: Timestamp = .now()) throws(ToolError) -> ExitStatus {
        let span = try period.span(now: now)
        // Reads with the errors of a tool that has nothing else to show, as `pmon-store export` does.
        let paths = try HistoryPaths(data: settings.dataFile)
        let history = try HistorySnapshot(paths: paths, latest: settings.latestFile)
        guard history.dataStamp != nil || history.journal.exists else {
            throw ToolError(.noInput, "cannot open: \(paths.name): No such file or directory")
        }
        let damaged = history.journal.damagedLines
        var reader = ModelReader()
        _ = reader.read(settings)
        let snapshot = reader.snapshot(settings, now: now.seconds)
        if let problem = snapshot.brokenFile?.problem { throw ToolError(.data, problem) }
        var notices: [String] = []
        if damaged > 0 {
            notices.append(
                "\(damaged) damaged \(damaged == 1 ? "line" : "lines") of the history left out; see pmon-store repair"
            )
        }
        let report = PeriodReport(
            snapshot,
            period: period,
            span: span,
            objective: options.slo,
            notices: notices
        )
        try write(report, now: now.seconds)
        guard damaged == 0 else {
            throw ToolError(
                .data,
                "damaged journal: \(paths.name).journal: \(damaged) lines are not whole"
            )
        }
        return .success
    }

    private func write(_ report: PeriodReport, now: Double) throws(ToolError) {
        let writer = LineWriter()
        if options.csv {
            for line in ReportCSV.lines(report) { try writer.write(line) }
        } else if options.text {
            for line in ReportText.lines(report) { try writer.write(line) }
        } else {
            try writer.write(ReportPage.html(report, now: now).text)
        }
        try writer.flush()
    }
}
