// SPDX-License-Identifier: MIT

/// The figures of one check in a report.
struct ReportFigures: Equatable, Sendable {
    /// Maximum number of incidents of a check that a report lists.
    static let mostShown = 10

    /// An incident, as far as it lies in the period.
    struct Outage: Equatable, Sendable {
        /// The whole incident.
        let incident: Incident
        /// Seconds of it within the period, without maintenance.
        let length: Double
    }

    /// Uptime, coverage and maintenance.
    let uptime: Uptime
    /// Incidents that lie in the period at least in part, in order of time.
    let outages: [Outage]
    /// Median duration of the good checks in milliseconds.
    let median: Double?
    /// 95th percentile of the same: the shortest duration that 95 % of them did not exceed.
    let percentile95: Double?

    /// Seconds of all incidents together.
    var downtime: Double { outages.reduce(0) { $0 + $1.length } }

    /// Seconds of the longest incident.
    var longest: Double { outages.map(\.length).max() ?? 0 }

    /// Seconds of incidents that no check speaks for, which uptime therefore leaves out.
    var unseenDowntime: Double { max(0, downtime - (uptime.seen - uptime.up)) }

    /// Seconds of the error budget that are left; `nil` if nothing was observed.
    ///
    /// The budget is the part of the observed time that may be bad; so it is below zero exactly if the uptime is below `objective` (0 to 1).
    func budgetLeft(objective: Double) -> Double? {
        guard uptime.share != nil else { return nil }
        let left = uptime.up - objective * uptime.seen
        // What is met exactly may be a little less in binary.
        return abs(left) < 1e-3 ? 0 : left
    }
}

extension Runs {
    /// The figures from one instant to another.
    func figures(
        from: Double,
        to: Double,
        key: String,
        name: String,
        messages: MessageTable
    ) -> ReportFigures {
        let found = incidents(
            since: from,
            before: to,
            key: key,
            name: name,
            messages: messages,
            limit: .max
        )
        let outages = found.reversed().compactMap { incident -> ReportFigures.Outage? in
            guard (incident.end ?? .infinity) > from || incident.start >= from else { return nil }
            let length = length(of: incident, from: from, to: to)
            // One of which the period has nothing but maintenance is not one of it.
            guard length > 0 || incident.start >= from else { return nil }
            return ReportFigures.Outage(incident: incident, length: length)
        }
        var durations: [Double] = []
        for index in firstIndex(after: from.nextDown)..<firstIndex(after: to.nextDown)
        where state(index) == .ok {
            if let duration = duration(index) { durations.append(duration) }
        }
        return ReportFigures(
            uptime: uptime(from: from, to: to),
            outages: outages,
            median: Selection.median(&durations),
            percentile95: Selection.percentile(&durations, 0.95)
        )
    }

    /// Seconds of an incident between two instants, without maintenance.
    private func length(of incident: Incident, from: Double, to: Double) -> Double {
        let start = max(incident.start, from)
        let end = min(incident.end ?? to, to)
        var length = max(0, end - start)
        guard incident.maintenance > 0 || incident.maintenanceSince != nil else { return length }
        var index = firstIndex(after: incident.start.nextDown)
        while index < count, at[index] < end {
            if isMaintenance(index) {
                let until = index + 1 < count ? min(at[index + 1], end) : end
                length -= max(0, until - max(at[index], start))
            }
            index += 1
        }
        return max(0, length)
    }
}
