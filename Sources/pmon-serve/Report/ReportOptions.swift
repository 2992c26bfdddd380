// SPDX-License-Identifier: MIT

import ArgumentParser

/// Flags of reports.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Print a report and leave: 2026-11, 2026-Q4, 2026, 2026-11-03, 2026-11-01..2026-11-15, or 7d.",
            valueName: "period"
        )
    )
    var report: String?

    @Flag(help: "The report as text.")
    var text = false

    @Flag(help: "The report as CSV.")
    var csv = false

    @Option(
        help: ArgumentHelp(
            "With --report, the uptime to reach in percent; tells the error budget that is left.",
            valueName: "percent"
        )
    )
    var slo: Double?

    /// The period; `nil` for no report.
    var period: ReportPeriod? { report.flatMap { ReportPeriod($0) } }

    func validate() throws {
        guard let report else {
            guard !text, !csv, slo == nil else {
                throw ValidationError("--text, --csv and --slo need --report")
            }
            return
        }
        guard period != nil else {
            throw ValidationError(
                "--report: '\(report)' is no period: expected \(ReportPeriod.form)"
            )
        }
        guard !(text && csv) else { throw ValidationError("--text and --csv exclude each other") }
        if let slo, !(slo > 0 && slo < 100) {
            throw ValidationError("--slo: expected a percentage between 0 and 100 such as 99.9")
        }
    }
}
