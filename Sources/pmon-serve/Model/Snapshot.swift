// SPDX-License-Identifier: MIT

import PmonRecord

/// All that requests are answered from, as of one reading of the files; it never changes.
final class Snapshot: Sendable {
    /// Name of this state of files and configuration; another one whenever they change.
    let revision: String
    /// Name of the monitor.
    let id: String
    /// Unix seconds at which it was made.
    let made: Double
    /// Monitors in the order of their names.
    let monitors: [Monitor]
    /// Those of them that are configured, or have records in the latest file.
    let present: [Monitor]
    /// Messages of all checks.
    let messages: MessageTable
    /// Expected seconds between scans.
    let every: Double?
    /// The data file, its journal, the latest file.
    let files: [SourceFile]
    /// Body of `GET /` for scripts.
    let legacy: Entity
    /// Where evidence of the past is read.
    let archive: EvidenceArchive
    /// What is wrong with the file of silences, for the owner.
    let notices: [String]
    /// Openings of maintenance windows, present and to come.
    let planned: [PlannedWindow]
    /// The last scan.
    let scan: LastScan?
    private let indices: [String: Int]
    /// The monitors of addresses that several share, by the key that an address has alone.
    let shared: [String: [Int]]
    /// Whether it holds what strangers may see alone.
    let isForStrangers: Bool

    /// A state of the files.
    init(
        revision: String,
        id: String,
        made: Double,
        monitors: [Monitor],
        messages: MessageTable,
        every: Double?,
        files: [SourceFile],
        legacy: Entity,
        archive: EvidenceArchive,
        notices: [String] = [],
        shared: [String: [Int]]? = nil,
        isForStrangers: Bool = false
    ) {
        self.revision = revision
        self.id = id
        self.made = made
        self.monitors = monitors
        present = monitors.filter { !$0.isRemoved }
        self.messages = messages
        self.every = every
        self.files = files
        self.legacy = legacy
        self.archive = archive
        self.notices = notices
        planned = PlannedWindow.all(of: monitors, now: made)
        scan = LastScan(monitors, now: made)
        indices = Dictionary(
            monitors.enumerated().map { ($0.element.key, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        self.isForStrangers = isForStrangers
        if let shared {
            self.shared = shared
            return
        }
        let addresses = monitors.enumerated().filter { !$0.element.isRemoved }
            .map { (key: MonitorKey.of($0.element.url), index: $0.offset) }
        self.shared = Dictionary(grouping: addresses, by: \.key).filter { $0.value.count > 1 }
            .mapValues { $0.map(\.index) }
    }

    /// The monitor of a key; of the key of an address that several share, the one that is worst off.
    func monitor(_ key: String) -> Monitor? {
        if let index = indices[key] { return monitors[index] }
        return shared[key]?.map { monitors[$0] }.max { $0.lastState < $1.lastState }
    }

    /// The address that several monitors share whose key this is.
    func sharedAddress(_ key: String) -> String? {
        // The address would stand in the search that the key leads to.
        indices[key] == nil && !isForStrangers ? shared[key]?.first.map { monitors[$0].url } : nil
    }

    /// How many monitors are no longer configured.
    var removedCount: Int { monitors.count - present.count }

    /// State of a monitor now.
    func state(_ monitor: Monitor, now: Double) -> CheckState {
        monitor.state(now: now, staleAfter: (monitor.every ?? every).map { $0 * Runs.reach })
    }

    /// How many monitors are in which state now.
    func counts(now: Double) -> Counts {
        var counts = Counts()
        for monitor in present {
            let state = state(monitor, now: now)
            counts[state] += 1
            if state.isFailure, monitor.silence != nil { counts.silenced += 1 }
        }
        return counts
    }

    /// Openings of maintenance windows that are open or to come at an instant; of one monitor with its key.
    func planned(now: Double, key: String? = nil) -> [PlannedWindow] {
        planned.filter { window in
            window.until > now && window.from <= now + PlannedWindow.reach
                && (key.map(window.keys.contains) ?? true)
        }
    }

    /// The first file that cannot be read.
    var brokenFile: SourceFile? { files.first { $0.problem != nil } }

    /// Name of the first file that should be there and is not.
    var missingFile: String? {
        files.first { $0.condition == .missing && !$0.name.hasSuffix(".journal") }?.name
    }

    /// Whether all files that should be there can be read.
    var isReadable: Bool {
        brokenFile == nil && missingFile == nil
    }

    /// Incidents of the last seven days, those that go on first, then the latest.
    var incidents: [Incident] {
        present.flatMap(\.incidents).sorted { left, right in
            if (left.end == nil) != (right.end == nil) { return left.end == nil }
            return left.start > right.start
        }
    }
}

extension Snapshot {
    /// Incidents of all time that began before an instant, of one monitor or of all, the latest
    /// first; about `limit`, and whether there are more.
    func incidents(before: Double, key: String?, limit: Int) -> (
        incidents: [Incident], hasMore: Bool
    ) {
        let chosen =
            key.map { [monitor($0)].compactMap { $0 } } ?? present
        let all = chosen.flatMap { monitor in
            let found = monitor.runs.incidents(
                since: -.infinity,
                before: before,
                key: monitor.key,
                name: monitor.name,
                messages: messages,
                limit: limit + 1
            )
            return monitor.isRemoved ? found.map(\.closed) : found
        }
        let sorted = all.sorted { $0.start > $1.start }
        guard sorted.count > limit else { return (sorted, false) }
        // What began at the same instant stays together: the next page begins before it.
        let edge = sorted[limit - 1].start
        let page = Array(sorted.prefix { $0.start >= edge })
        return (page, page.count < sorted.count)
    }
}

/// The scan that brought the latest records.
struct LastScan: Equatable, Sendable {
    /// Unix seconds of the latest check.
    let at: Double
    /// Unix milliseconds that name the scan, if its records have them.
    let run: Int?
    /// How many records it announced.
    let expected: Int?
    /// How many of them arrived.
    let arrived: Int

    /// Seconds that another machine's clock may be ahead.
    static let slack = 60.0

    /// Whether records of it are missing: it was cut off.
    var isIncomplete: Bool { expected.map { arrived < $0 } ?? false }

    /// Draws it from the latest records; `nil` if there are none.
    ///
    /// A check that is ahead of the clock does not tell when the last scan was, unless there is no other.
    init?(_ monitors: [Monitor], now: Double) {
        let instants = monitors.lazy.filter { !$0.isRemoved }.compactMap(\.at)
        guard let at = instants.filter({ $0 <= now + Self.slack }).max() ?? instants.max() else {
            return nil
        }
        self.at = at
        run = monitors.lazy.compactMap(\.record.run).max()
        // Records without `of` (ssh:// addresses, single targets) are not part of what it counts.
        let own = monitors.lazy.filter { [run] in
            $0.record.run != nil && $0.record.run == run && $0.record.of != nil
        }
        expected = own.compactMap(\.record.of).max()
        arrived = own.count
    }

    /// Whether a monitor's latest check is one of this scan's.
    func brought(_ monitor: Monitor) -> Bool {
        guard let checked = monitor.at else { return false }
        return run.map { monitor.record.run == $0 } ?? (at - checked < 120)
    }
}
