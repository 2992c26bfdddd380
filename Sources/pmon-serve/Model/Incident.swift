// SPDX-License-Identifier: MIT

/// A row of failed checks of one monitor, from the first failure to the next good check.
struct Incident: Equatable, Sendable {
    /// Key of the monitor.
    let key: String
    /// Name of the monitor.
    let name: String
    /// Unix seconds of the first failed check.
    let start: Double
    /// Unix seconds of the first good check after it; `nil` while it goes on.
    let end: Double?
    /// Unix seconds of the last failed check.
    let last: Double
    /// The worst state in it.
    let worst: CheckState
    /// Number of failed checks.
    let count: Int
    /// Message of the last failed check.
    let message: String

    /// Permanent name of the incident.
    var id: String { "\(key)-\(Int(start))" }

    /// Length in seconds, up to `now` while it goes on.
    func length(now: Double) -> Double { max(0, (end ?? now) - start) }
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
        while index >= 0, index + 1 < count, state(index).isFailure, state(index + 1).isFailure {
            index += 1
        }
        while index >= 0, incidents.count < limit {
            guard state(index).isFailure else {
                if at[index] < since { break }
                index -= 1
                continue
            }
            let last = index
            var worst = state(index)
            while index > 0, state(index - 1).isFailure {
                index -= 1
                worst = max(worst, state(index))
            }
            let end = last + 1 < count ? at[last + 1] : nil
            if let end, end < since { break }
            guard at[index] < before else {
                index -= 1
                continue
            }
            incidents.append(
                Incident(
                    key: key,
                    name: name,
                    start: at[index],
                    end: end,
                    last: at[last],
                    worst: worst,
                    count: last - index + 1,
                    message: messages[self.messages[last]]
                )
            )
            index -= 1
        }
        return incidents
    }
}
