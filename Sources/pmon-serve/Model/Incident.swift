// SPDX-License-Identifier: MIT

import PmonRecord

/// An outage of one monitor: a row of failed checks, from the first failure to the next good check.
///
/// Failures during planned maintenance begin none; one that began before goes on, without the time of the maintenance.
struct Incident: Equatable, Sendable {
    /// Key of the monitor.
    let key: String
    /// Name of the monitor.
    var name: String
    /// Unix seconds of the first failed check.
    let start: Double
    /// Unix seconds of the first good check after it; `nil` while it goes on.
    var end: Double?
    /// Unix seconds of the last failed check.
    let last: Double
    /// The worst state in it.
    let worst: CheckState
    /// Number of failed checks.
    let count: Int
    /// Message of the last failed check.
    var message: String
    /// Seconds of planned maintenance in it, up to the last check.
    var maintenance = 0.0
    /// Unix seconds of the last check, if that is maintenance and the incident goes on.
    var maintenanceSince: Double?

    /// Whether nobody saw its end: its check is no longer configured.
    var isCutOff = false

    /// Permanent name of the incident.
    var id: String { "\(key)-\(Int(start))" }

    /// The incident of a check that is no longer configured: it went on up to its last failed check, as far as is known.
    var closed: Incident {
        var incident = self
        incident.isCutOff = end == nil
        incident.end = end ?? maintenanceSince ?? last
        return incident
    }

    /// Length in seconds without maintenance, up to `now` while it goes on.
    func length(now: Double) -> Double {
        max(0, (end ?? maintenanceSince ?? now) - start - maintenance)
    }
}

extension Runs {
    /// Incidents that were going on after `since` and began before `before`, the latest first.
    func incidents(
        since: Double,
        before: Double = .infinity,
        key: String,
        name: String,
        messages: MessageTable,
        limit: Int = 1000
    ) -> [Incident] {
        var incidents: [Incident] = []
        var index = before.isFinite ? min(firstIndex(after: before), count - 1) : count - 1
        // What was going on then is taken with its end.
        while index >= 0, index + 1 < count, result(index).isFailure, result(index + 1).isFailure {
            index += 1
        }
        while index >= 0, incidents.count < limit {
            guard result(index).isFailure else {
                if at[index] < since { break }
                index -= 1
                continue
            }
            let last = index
            while index > 0, result(index - 1).isFailure { index -= 1 }
            let end = last + 1 < count ? at[last + 1] : nil
            if let end, end < since { break }
            if let found = incident(index...last, key: key, name: name, messages: messages),
                found.start < before
            {
                incidents.append(found)
            }
            index -= 1
        }
        return incidents
    }

    /// Where an outage begins in a row of failing checks; `nil` if all of them are maintenance.
    private func firstOfOutage(_ row: ClosedRange<Int>) -> Int? {
        var outage = OutageStart()
        return row.first { index in
            outage.observe(
                isFailing: true,
                isMaintenance: isMaintenance(index),
                at: Timestamp(seconds: at[index])
            )
            return outage.at != nil
        }
    }

    /// The incident in a row of failing checks; `nil` if all of them are maintenance.
    private func incident(
        _ row: ClosedRange<Int>,
        key: String,
        name: String,
        messages: MessageTable
    ) -> Incident? {
        guard let first = firstOfOutage(row),
            let last = row.last(where: { !isMaintenance($0) })
        else { return nil }
        var (worst, failures, maintenance) = (CheckState.noData, 0, 0.0)
        for index in first...row.upperBound {
            if isMaintenance(index) {
                if index + 1 < count { maintenance += at[index + 1] - at[index] }
            } else {
                worst = max(worst, result(index))
                failures += 1
            }
        }
        return Incident(
            key: key,
            name: name,
            start: at[first],
            end: row.upperBound + 1 < count ? at[row.upperBound + 1] : nil,
            last: at[last],
            worst: worst,
            count: failures,
            message: messages[self.messages[last]],
            maintenance: maintenance,
            maintenanceSince: isMaintenance(count - 1) && row.upperBound == count - 1
                ? at[count - 1] : nil
        )
    }
}
