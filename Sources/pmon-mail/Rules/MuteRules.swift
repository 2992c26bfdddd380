// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import PmonText

/// Decides which checks are muted: by the windows of `[maintenance]`, and by the silence file.
struct MuteRules {
    /// What covers one check.
    private struct Cover {
        var windows: [MaintenanceWindow] = []
        var silences: [Silence] = []
    }

    /// What covers the checks asked about so far: a replay asks after each scan.
    private final class Known {
        var covers: [CheckIdentity: Cover] = [:]
        var ends: [CheckIdentity: (instant: Timestamp, isMaintained: Bool)] = [:]
    }

    /// How long a window that records alone name lasts after the newest of them, if nothing tells how often the check runs.
    private static let namedLength = Duration.seconds(86_400)

    private let windows: [MaintenanceWindow]
    private let every: Duration?
    private let silences: [Silence]
    private let targets: TargetLookup
    private let known = Known()
    /// True if nothing is muted, unless a record says so itself.
    let isEmpty: Bool

    /// The rules of a configuration, and silences; a history is replayed without any.
    init(_ configuration: Configuration = Configuration(), silences: [Silence] = []) {
        windows = configuration.maintenance
        every = configuration.pmon.every
        self.silences = silences
        isEmpty = configuration.maintenance.isEmpty && silences.isEmpty
        targets = TargetLookup(isEmpty ? Configuration() : configuration)
    }

    /// The maintenance window that a check is in; nil if it is in none.
    ///
    /// The record belongs to the window that it names, else to the first that was open. What it says holds until the
    /// window has closed: a scan that began later, and has no newer record of the check, finds it still so.
    func window(of entry: Entry, scan: Timestamp) -> String? {
        guard entry.maintenance != nil || !windows.isEmpty else { return nil }
        guard entry.at < scan else {
            return entry.maintenance ?? cover(entry.check).windows.first(at: entry.at)?.name
        }
        let windows = windows.isEmpty ? [] : cover(entry.check).windows
        let known = entry.maintenance ?? windows.first(at: entry.at)?.name
        guard let known else { return nil }
        if let open = windows.first(at: scan)?.name { return open }
        guard !windows.contains(where: { $0.name == known }) else { return nil }
        return scan - entry.at <= lasting(entry) ? known : nil
    }

    /// How long a window lasts of which records alone know: until the check should have run again, as for what is stale.
    private func lasting(_ entry: Entry) -> Duration {
        let usual = entry.streak > 1 ? (entry.at - entry.since) / (entry.streak - 1) : .zero
        let longest = max(usual, every ?? .zero)
        return longest > .zero ? longest * MailRules.reach : Self.namedLength
    }

    /// True if a window of the configuration covers a check at an instant.
    func isMaintained(_ check: CheckIdentity, at instant: Timestamp) -> Bool {
        guard !windows.isEmpty else { return false }
        // Each scan asks about the end of the last outage, which may lie long before the present: slow to judge anew.
        if let last = known.ends[check], last.instant == instant { return last.isMaintained }
        let isMaintained = cover(check).windows.first(at: instant) != nil
        known.ends[check] = (instant, isMaintained)
        return isMaintained
    }

    /// The silences of a check that have not ended by the clock at an instant.
    func silences(of check: CheckIdentity, at instant: Timestamp) -> [Silence] {
        guard !silences.isEmpty else { return [] }
        return cover(check).silences.filter { !$0.hasEnded(at: instant) }
    }

    private func cover(_ check: CheckIdentity) -> Cover {
        if let cover = known.covers[check] { return cover }
        let traits = targets.traits(of: check)
        let cover = Cover(
            windows: windows.covering(traits),
            silences: silences.filter { $0.patterns.matches(traits) }
        )
        known.covers[check] = cover
        return cover
    }
}

extension TargetLookup {
    /// What patterns can find a check by.
    func traits(of check: CheckIdentity) -> TargetTraits {
        let key = check.name.target.map { String(decoding: $0, as: UTF8.self) }
        return traits(key: key, url: URLText.redacted(check.url.text))
    }
}
