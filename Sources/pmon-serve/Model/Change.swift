// SPDX-License-Identifier: MIT

/// A monitor whose last scan said something else than the one before.
struct Change: Equatable, Sendable {
    /// Key of the monitor.
    let key: String
    /// Name of the monitor.
    let name: String
    /// State after.
    let state: CheckState
    /// Seconds that the failure had lasted, for a recovery.
    let outage: Double?
}

extension Snapshot {
    /// What the last scan changed, failures first.
    var changes: [Change] {
        guard let scan else { return [] }
        let changes = monitors.compactMap { monitor -> Change? in
            guard !monitor.isRemoved, monitor.maintenance == nil, scan.brought(monitor),
                let before = monitor.before,
                before != monitor.result
            else { return nil }
            let ended = monitor.incidents.first { $0.end == monitor.at }
            return Change(
                key: monitor.key,
                name: monitor.name,
                state: monitor.result,
                outage: monitor.result == .ok ? ended?.length(now: monitor.at ?? 0) : nil
            )
        }
        return changes.sorted { $0.state > $1.state }
    }
}
