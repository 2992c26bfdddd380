// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import PmonSystem
import PmonTool

/// Brings the latest file up to the history.
///
/// A record that is certainly newer than its address' entry advances it without a look at the history. Whatever else
/// comes — late or repeated records, new addresses, a lost file — makes the address' entry anew from all its records.
final class LatestUpdate {
    /// Where the records come from that the latest file may not hold yet.
    enum Source {
        /// The present batch: the file holds all before it.
        case batch(Batch)
        /// The whole journal.
        case journal
    }

    private let path: String
    private let history: WritableHistory
    private let settings: StoreSettings
    private let brought: BroughtChecks
    private let rule: LeavingRule
    private var entries: [URLKey: LatestEntry] = [:]
    /// Addresses whose entries have to be made from the history.
    private var uncertain: Set<URLKey> = []
    private var isChanged = false
    private let clock = ClockRule()
    /// True if the file is missing or damaged and has to be made from the history as a whole.
    private var isLost = false
    /// True if it is there, but cannot be used.
    private var isDamaged = false

    init(
        _ path: String,
        history: WritableHistory,
        settings: StoreSettings,
        brought: BroughtChecks,
        log: Diagnostics
    ) throws(ToolError) {
        self.path = path
        self.history = history
        self.settings = settings
        self.brought = brought
        rule = LeavingRule(settings)
        do throws(ToolError) {
            let file = try LatestFile(path)
            isLost = file.stamp == nil
            for entry in file.entries { entries[entry.url] = LatestEntry(entry.bytes) }
        } catch {
            guard error.status == .data else { throw error }
            try keepDamaged()
            log.warn("\(error.message); made anew from the history")
            isLost = true
            isDamaged = true
        }
    }

    /// Keeps a copy of what cannot be read; a history that is there by mistake stays what it is.
    private func keepDamaged() throws(ToolError) {
        let file = try MappedFile(path)
        defer { withExtendedLifetime(file) {} }
        guard file.bytes.contains(where: { $0 > 0x20 }) else { return }
        if let lists = try? HistoryScanner.scan(file.bytes), lists.contains(where: { !$0.isSingle })
        {
            throw ToolError(.data, "damaged latest file: \(path): it is a history; left as it is")
        }
        _ = try BrokenCopy.keepOnce(file.bytes, of: try FileTarget.resolve(path))
    }

    /// Takes in new records.
    func add(_ source: Source) throws(ToolError) {
        switch source {
        case .batch(let batch):
            batch.lines.withUnsafeBytes { lines in
                for entry in batch.entries {
                    add(UnsafeRawBufferPointer(rebasing: lines[entry.range]), url: entry.url)
                }
            }
        case .journal:
            let contents = try history.journalContents()
            for entry in contents.entries { add(contents.record(entry), url: entry.url) }
        }
    }

    private func add(_ record: UnsafeRawBufferPointer, url: URLKey) {
        let facts = RecordFacts(record)
        if !rule.isConfigured(facts, of: url) { brought.note(facts, of: url) }
        guard !isLost, !uncertain.contains(url) else { return }
        guard let place = entries.index(forKey: url),
            let index = entries.values[place].index(of: facts)
        else {
            uncertain.insert(url)
            return
        }
        let latest = entries.values[place].checks[index].facts
        guard !facts.isSame(as: latest) else { return }
        // A record from the future is shown only while there is no other.
        if clock.isAhead(facts), !clock.isAhead(latest) { return }
        guard entries.values[place].checks[index].streak > 0,
            clock.isAhead(facts) == clock.isAhead(latest), isCertainlyNewer(facts, than: latest)
        else {
            uncertain.insert(url)
            return
        }
        entries.values[place].advance(index, to: record, facts)
        isChanged = true
    }

    private func isNewer(_ facts: RecordFacts, than other: RecordFacts) -> Bool {
        guard !clock.isAhead(facts), let at = facts.at else { return false }
        return other.at.map { at > $0 } ?? false
    }

    private func isCertainlyNewer(_ facts: RecordFacts, than latest: RecordFacts) -> Bool {
        guard let at = facts.at, let latestAt = latest.at, at > latestAt else { return false }
        guard let run = facts.run else { return true }
        // After a record without `run` nothing here says whether a `run` has been before.
        guard let latestRun = latest.run else { return false }
        return run > latestRun
    }

    /// Finds entries that are older than their lists, or missing, whatever made them so; cheap, as a fold has the lists at hand.
    ///
    /// Another configuration may have stored what is missing. Addresses that are not configured may have left, so that a run
    /// with records does not look for them.
    func checkAgainstLists() throws(ToolError) {
        let looksForAll = brought.isEmpty || settings.addresses.isEmpty
        for list in try history.lists() {
            if let entry = entries[list.url] {
                if try isOlder(entry, than: list) { uncertain.insert(list.url) }
            } else if list.count > 0, looksForAll || settings.addresses.contains(list.url) {
                uncertain.insert(list.url)
            }
        }
    }

    private func isOlder(_ entry: LatestEntry, than list: HistoryList) throws(ToolError) -> Bool {
        if list.newestRun != .min { return list.newestRun > entry.newestRun ?? .min }
        // Records of the older pmon have no `run`.
        guard entry.newestRun == nil, let at = entry.newest(clock) else { return false }
        let time = UnsafeRawBufferPointer(rebasing: try history.file().bytes[list.newestTime])
        return Timestamp(local: String(decoding: time, as: UTF8.self)).map { $0 > at } ?? false
    }

    private func leaves(_ check: LatestCheck, _ entry: LatestEntry, _ url: URLKey) -> Bool {
        rule.leaves(check, of: entry, at: url) && !brought.contains(check.facts, of: url)
    }

    /// Writes the new file, which is not on disk yet and has still to replace the old one; nil if nothing has changed.
    ///
    /// `dropped` are the records that a fold of this run takes out of the history.
    func write(dropped: NewestRecords? = nil) throws(ToolError) -> AtomicFile? {
        isChanged = isChanged || isDamaged
        try resolve()
        if let dropped { note(dropped) }
        // Without the history nothing could be said of it.
        if isDamaged, history.damage != nil { return nil }
        for (url, entry) in entries where entry.checks.contains(where: { leaves($0, entry, url) }) {
            entries[url] = LatestEntry(entry.checks.filter { !leaves($0, entry, url) })
            isChanged = true
        }
        guard isChanged else { return nil }
        return try LatestOutput(entries, clock: clock).write(path, settings)
    }

    /// Marks what lives on here alone, so that nobody misses it in the history, whatever `data.keep` says later.
    private func note(_ dropped: NewestRecords) {
        for url in dropped.addresses {
            guard let place = entries.index(forKey: url) else { continue }
            for (index, check) in entries.values[place].checks.enumerated()
            where check.isKept && dropped.isNewest(check, of: url) {
                entries.values[place].noteDropped(index)
                isChanged = true
            }
        }
    }

    /// Makes the entries of uncertain addresses from all their records.
    private func resolve() throws(ToolError) {
        guard isChanged || isLost || !uncertain.isEmpty else { return }
        // Those of the older pmon do not say how long their result has held.
        let uncounted = entries.filter(\.value.isUncounted).map(\.key)
        uncertain.formUnion(uncounted)
        defer { for url in uncounted { entries[url]?.beginStreaks() } }
        guard isLost || !uncertain.isEmpty else { return }
        let (file, lists) = (try history.file(), try history.lists())
        let added = try history.journalGroups()
        if history.damage != nil {
            // Without the history an entry can only stay; an address that has none gets what the journal knows.
            uncertain = Set(added.keys).subtracting(entries.keys)
        } else if isLost {
            uncertain = Set(lists.map(\.url)).union(added.keys)
        }
        var known: [URLKey: [HistoryList]] = [:]
        for list in lists where uncertain.contains(list.url) {
            known[list.url, default: []].append(list)
        }
        for url in uncertain {
            var records: [(facts: RecordFacts, bytes: UnsafeRawBufferPointer)] = []
            var identities = KnownRecords()
            for list in known[url] ?? [] {
                identities.add(list, in: file.bytes)
                let body = UnsafeRawBufferPointer(rebasing: file.bytes[list.body])
                var sequence = RecordSequence(body)
                while let record = sequence.next() { records.append((RecordFacts(record), record)) }
            }
            for record in added[url] ?? [] where identities.insert(record) {
                records.append((RecordFacts(record), record))
            }
            guard var entry = LatestEntry(history: records, clock: clock) else { continue }
            // It is missing because it has left.
            if entries[url] == nil, entry.checks.allSatisfy({ leaves($0, entry, url) }) { continue }
            // Whatever took a newer record out of the history, no check is set back; `check` finds it.
            entry.keep(entries[url]?.checks ?? [], where: isNewer)
            entries[url] = entry
            isChanged = true
        }
    }
}
