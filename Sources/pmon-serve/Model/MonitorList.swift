// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Puts configuration, latest results and history together into monitors.
struct MonitorList {
    /// The configuration.
    let configuration: Configuration
    /// The latest results.
    let latest: LatestResults
    /// All checks.
    let history: History
    /// Expected seconds between scans.
    let every: Double?
    /// Unix seconds that count as now.
    let now: Double

    /// What a monitor is made from.
    private struct Parts {
        var target: Target?
        var record: Record?
        var runs = Runs()
        var proofs: [Proof] = []
    }

    /// All monitors in the order of their names.
    var monitors: [Monitor] {
        var urls: [String] = []
        var parts: [String: Parts] = [:]
        func update(_ url: String, _ change: (inout Parts) -> Void) {
            if parts[url] == nil { urls.append(url) }
            change(&parts[url, default: Parts()])
        }
        for target in configuration.targets {
            update(target.redacted) { if $0.target == nil { $0.target = target } }
        }
        for (url, record) in latest.records { update(url) { $0.record = record } }
        for entry in history.entries where entry.runs.count > 0 {
            update(URLText.redacted(entry.url)) {
                $0.runs = upToPresent(entry.runs)
                $0.proofs = entry.proofs.proofs
            }
        }
        return
            urls
            .map { monitor($0, parts[$0] ?? Parts()) }
            .map { (name: $0.name.lowercased(), monitor: $0) }
            .sorted { ($0.name, $0.monitor.url) < ($1.name, $1.monitor.url) }
            .map(\.monitor)
    }

    /// The checks without those from the future, which count as if they had not come.
    private func upToPresent(_ runs: Runs) -> Runs {
        let limit = FutureRule(now: Timestamp(seconds: now)).limit.seconds
        guard let last = runs.at.last, last > limit else { return runs }
        var runs = runs
        var calendar = LocalDays()
        if runs.removeAll(after: limit) { runs.seal(expected: every, calendar: &calendar) }
        return runs
    }

    private func monitor(_ url: String, _ parts: Parts) -> Monitor {
        let key = MonitorKey.of(url)
        let record = parts.record ?? Record()
        let runs = parts.runs
        let name = parts.target?.checks.name ?? url
        let last = runs.count - 1
        let recordAt = record.at?.seconds
        // The history is ahead of the latest file where a run was cut off between the two.
        let isHistoryAhead = last >= 0 && runs.at[last] > (recordAt ?? -.infinity) + 0.000_002
        let result = isHistoryAhead ? runs.state(last) : record.result.map(CheckState.init)
        let at = isHistoryAhead ? runs.at[last] : recordAt ?? (last >= 0 ? runs.at[last] : nil)
        let started = last >= 0 ? runs.streak() : nil
        return Monitor(
            key: key,
            url: url,
            name: name,
            group: parts.target?.checks.group ?? "",
            target: parts.target?.key,
            isRemoved: parts.target == nil && parts.record == nil
                && !(configuration.targets.isEmpty && latest.records.isEmpty),
            record: isHistoryAhead ? Record() : record,
            runs: runs,
            at: at,
            result: result ?? .noData,
            message: isHistoryAhead
                ? history.messages[runs.messages[last]] : record.message?.text ?? "",
            since: record.number(.since) ?? started?.since,
            streak: record.integer(.streak) ?? started?.count,
            certificate: Certificate(
                record,
                at: recordAt ?? now,
                warnDays: (parts.target?.checks.certWarn ?? configuration.pmon.certWarn).inSeconds
                    / 86_400
            ),
            uptimes: Uptime.windows.map { runs.uptime(from: now - $0.seconds, to: now) },
            incidents: runs.incidents(
                since: now - Monitor.incidentSeconds,
                key: key,
                name: name,
                messages: history.messages
            ),
            proofs: parts.proofs,
            before: last > 0 ? runs.state(last - 1) : nil,
            remote: parts.target.flatMap { remote($0.key) }
        )
    }

    private func remote(_ key: String) -> Monitor.Remote? {
        guard let settings = configuration.remotes[key], settings.type != nil else { return nil }
        return Monitor.Remote(
            marker: settings.process.flatMap { $0.isEmpty ? nil : $0 },
            logPattern: settings.logPattern
        )
    }
}

extension Runs {
    /// Since when, and for how many checks, the latest state has held.
    func streak() -> (since: Double, count: Int) {
        var index = count - 1
        while index > 0, states[index - 1] == states[count - 1] { index -= 1 }
        return (at[index], count - index)
    }
}
