// SPDX-License-Identifier: MIT

/// A report: the figures of all checks over a period.
struct PeriodReport: Sendable {
    /// One check of it.
    struct Row: Sendable {
        /// The check.
        let monitor: Monitor
        /// Its figures.
        let figures: ReportFigures
        /// The worst state of each day of the period; `nil` if it has too many or too few to show.
        let strip: Strip?
        /// Seconds of the error budget that are left; `nil` without an objective, or if nothing was observed.
        let budgetLeft: Double?
    }

    /// Most days that are shown one by one.
    static let mostDays = 92

    /// Name of the monitor.
    let id: String
    /// The period as it was asked for.
    let period: ReportPeriod
    /// The period.
    let span: ReportSpan
    /// Percentage of the observed time that is to be good; `nil` for none.
    let objective: Double?
    /// The checks by group and name; those that were removed are left out.
    let rows: [Row]
    /// What is wrong with the files.
    let notices: [String]

    /// The report of the checks of a snapshot.
    init(
        _ snapshot: Snapshot,
        period: ReportPeriod,
        span: ReportSpan,
        objective: Double? = nil,
        notices: [String] = []
    ) {
        id = snapshot.id
        self.period = period
        self.span = span
        self.objective = objective
        self.notices = notices
        let monitors = snapshot.present
        let groups = MonitorGroup.split(
            monitors.map { (monitor: $0, state: $0.lastState) },
            order: .name
        )
        rows = groups.flatMap(\.entries).map { monitor, _ in
            let figures = monitor.runs.figures(
                from: span.from,
                to: span.to,
                key: monitor.key,
                name: monitor.name,
                messages: snapshot.messages
            )
            return Row(
                monitor: monitor,
                figures: figures,
                strip: span.days.flatMap { monitor.runs.strip(days: $0) },
                budgetLeft: objective.flatMap { figures.budgetLeft(objective: $0 / 100) }
            )
        }
    }

    /// Number of all incidents.
    var incidents: Int { rows.reduce(0) { $0 + $1.figures.outages.count } }

    /// How many checks reached the objective, of those that were observed.
    var reached: (count: Int, of: Int) {
        let seen = rows.compactMap(\.budgetLeft)
        return (seen.count { $0 >= 0 }, seen.count)
    }
}

extension Runs {
    /// The worst state of each local day; `nil` for a single day and for more than ``Report/mostDays``.
    func strip(days wanted: ClosedRange<Int>) -> Strip? {
        guard 2...PeriodReport.mostDays ~= wanted.count else { return nil }
        var states = [CheckState](repeating: .noData, count: wanted.count)
        for day in days where wanted.contains(day.number) {
            states[day.number - wanted.lowerBound] = day.worst
        }
        return Strip(states: states)
    }
}
