// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import PmonText

/// Puts configuration, latest results and history together into monitors.
struct MonitorList {
    /// The configuration.
    let configuration: Configuration
    /// The latest results.
    let latest: LatestResults
    /// All checks.
    let history: History
    /// What patterns of windows and silences can select a check by.
    let traits: CheckTraits
    /// The silences.
    let silences: SilenceFile
    /// Those of them that are used up.
    let spent: SpentSilences
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

    /// All monitors in the order of their names, those of one address together.
    var monitors: [Monitor] {
        let parts = parts
        let counts = Dictionary(
            parts.lazy.filter { !isRemoved($0.value) }.map { ($0.key.url, 1) },
            uniquingKeysWith: +
        )
        let places = Dictionary(
            parts.lazy.filter { !isRemoved($0.value) }.map { (Self.withoutPlace($0.key), 1) },
            uniquingKeysWith: +
        )
        let monitors = parts.map { check, parts in
            monitor(
                check,
                parts,
                isShared: counts[check.url, default: 0] > (isRemoved(parts) ? 0 : 1),
                hasPlaces: places[Self.withoutPlace(check), default: 0] > (isRemoved(parts) ? 0 : 1)
            )
        }
        let first = Dictionary(
            monitors.map { ($0.url, $0.name.lowercased()) },
            uniquingKeysWith: min
        )
        return PlaceCounts(monitors).noted
            .map {
                (place: (first[$0.url] ?? "", $0.url, $0.target ?? "", $0.place ?? ""), monitor: $0)
            }
            .sorted { $0.place < $1.place }
            .map(\.monitor)
    }

    private static func withoutPlace(_ check: CheckIdentity) -> CheckIdentity {
        CheckIdentity(check.url, CheckName(target: check.name.target))
    }

    /// The parts of all checks.
    private var parts: [CheckIdentity: Parts] {
        var parts: [CheckIdentity: Parts] = [:]
        for (url, name, record) in latest.records {
            parts[CheckIdentity(URLKey(url), name), default: Parts()].record = record
        }
        for entry in history.entries where entry.runs.count > 0 {
            let check = CheckIdentity(URLKey(URLText.redacted(entry.url)), entry.name)
            parts[check, default: Parts()].runs = upToPresent(entry.runs)
            parts[check]?.proofs = entry.proofs.proofs
        }
        let known = Dictionary(grouping: parts.keys.sorted(), by: \.url)
        let targets = Dictionary(grouping: configuration.targets) { URLKey($0.redacted) }
        for (url, targets) in targets {
            for target in targets {
                let checks = checks(
                    of: target,
                    among: known[url] ?? [],
                    parts,
                    isOnly: targets.count == 1
                )
                let own = CheckIdentity(url, CheckName(target: Array(target.key.utf8)))
                for check in checks.isEmpty ? [own] : checks {
                    parts[check, default: Parts()].target = target
                }
            }
        }
        return parts
    }

    /// The checks of an address that a target of the configuration has made.
    private func checks(
        of target: Target,
        among known: [CheckIdentity],
        _ parts: [CheckIdentity: Parts],
        isOnly: Bool
    ) -> [CheckIdentity] {
        let named = known.filter {
            $0.name.target.map { $0.elementsEqual(target.key.utf8) } ?? false
        }
        let present = named.filter { parts[$0]?.record != nil }
        if !present.isEmpty { return present }
        func last(_ check: CheckIdentity) -> Double { parts[check]?.runs.at.last ?? -.infinity }
        if let newest = named.max(by: { last($0) < last($1) }) { return [newest] }
        // Records without a target are those of the first target, and a target may just have got another key.
        let free = known.filter { parts[$0]?.target == nil && parts[$0]?.record != nil }
        if isOnly, free.count == 1 { return free }
        let unnamed = known.filter { parts[$0]?.target == nil && $0.name.target == nil }
        return Array(unnamed.prefix(1))
    }

    /// True if a check stands in the history alone, neither configured nor in the latest results.
    private func isRemoved(_ parts: Parts) -> Bool {
        parts.target == nil && parts.record == nil
            && !(configuration.targets.isEmpty && latest.records.isEmpty)
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

    private func monitor(
        _ check: CheckIdentity,
        _ parts: Parts,
        isShared: Bool,
        hasPlaces: Bool
    ) -> Monitor {
        let url = check.url.text
        let key = isShared ? MonitorKey.of(url, check.name) : MonitorKey.of(url)
        let target =
            parts.target?.key ?? check.name.target.map { String(decoding: $0, as: UTF8.self) }
        let record = parts.record ?? Record()
        let runs = parts.runs
        let place = check.name.place.map { String(decoding: $0, as: UTF8.self) }
        let title = Target.title(of: parts.target, key: target, url: url, isShared: isShared)
        let name = hasPlaces ? "\(title) (\(place ?? "here"))" : title
        let last = runs.count - 1
        let recordAt = record.at?.seconds
        // The history is ahead of the latest file where a run was cut off between the two.
        let isHistoryAhead = last >= 0 && runs.at[last] > (recordAt ?? -.infinity) + 0.000_002
        let result = isHistoryAhead ? runs.result(last) : record.result.map(CheckState.init)
        let at = isHistoryAhead ? runs.at[last] : recordAt ?? (last >= 0 ? runs.at[last] : nil)
        let started = last >= 0 ? runs.streak() : nil
        let windows = traits.windows(url: url, target: target)
        let found = runs.incidents(
            since: now - Monitor.incidentSeconds,
            key: key,
            name: name,
            messages: history.messages
        )
        let incidents = isRemoved(parts) ? found.map(\.closed) : found
        // Where the history is missing the latest file knows.
        let isOut = runs.count == 0 && result?.isFailure ?? false
        return Monitor(
            key: key,
            url: url,
            name: name,
            group: parts.target?.checks.group ?? "",
            target: target,
            place: place,
            isRemoved: isRemoved(parts),
            record: isHistoryAhead ? Record() : record,
            runs: runs,
            at: at,
            result: result ?? .noData,
            message: isHistoryAhead
                ? history.messages[runs.messages[last]] : record.message?.text ?? "",
            since: record.number(.since) ?? started?.since,
            streak: record.integer(.streak) ?? started?.count,
            outage: incidents.first { $0.end == nil }?.start
                ?? (isOut ? record.number(.outage) : nil),
            certificate: Certificate(
                record,
                at: recordAt ?? now,
                warning: parts.target?.checks.certWarn ?? configuration.pmon.certWarn
            ),
            uptimes: Uptime.windows.map { runs.uptime(from: now - $0.seconds, to: now) },
            incidents: incidents,
            proofs: parts.proofs,
            before: runs.stateBeforeLast,
            windows: windows,
            every: parts.target?.checks.every?.inSeconds,
            maintenance: maintenance(parts, windows, isHistoryAhead: isHistoryAhead),
            silence: silence(check, target: target, isFailing: result?.isFailure ?? false),
            remote: parts.target.flatMap { remote($0.key) }
        )
    }

    /// The maintenance that the latest check fell into.
    private func maintenance(
        _ parts: Parts,
        _ windows: [MaintenanceWindow],
        isHistoryAhead: Bool
    ) -> Monitor.Maintenance? {
        let runs = parts.runs
        let record = parts.record
        guard let at = isHistoryAhead ? runs.at.last : record?.at?.seconds ?? runs.at.last else {
            return nil
        }
        let instant = Timestamp(seconds: at)
        let open = windows.first(at: instant)
        let isCarried = isHistoryAhead ? runs.isMaintenance(runs.count - 1) : false
        let carried = isHistoryAhead ? nil : record?[.maintenance]?.string
        guard let name = carried.flatMap({ $0.isEmpty ? nil : $0 }) ?? open?.name else {
            return isCarried ? Monitor.Maintenance(name: "planned") : nil
        }
        let opening = windows.opening(containing: instant)
        // Windows that overlap go on as one: all of them are named.
        let others = opening.map { opening in
            windows.filter { !$0.openings(from: instant, to: opening.upperBound).isEmpty }
                .map(\.name).filter { $0 != name }
        }
        return Monitor.Maintenance(
            name: ([name] + (others ?? [])).joined(separator: ", "),
            until: opening?.upperBound.seconds
        )
    }

    /// The silence that holds for a check; one until recovery holds while it fails, for one outage.
    private func silence(_ check: CheckIdentity, target: String?, isFailing: Bool) -> Silence? {
        guard !silences.silences.isEmpty else { return nil }
        return silences.silences(
            of: traits.traits(url: check.url.text, target: target),
            at: Timestamp(seconds: now)
        ).first { $0.until != .recovery || isFailing && !spent.isSpent($0.text, check) }
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
        while index > 0, result(index - 1) == result(count - 1) { index -= 1 }
        return (at[index], count - index)
    }

    /// State of the last check before the latest that is not maintenance.
    var stateBeforeLast: CheckState? {
        var index = count - 2
        while index >= 0, isMaintenance(index) { index -= 1 }
        return index >= 0 ? result(index) : nil
    }
}
