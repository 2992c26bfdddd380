// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonRecord

/// The newest instant of each address in a history, to compare a latest file with.
struct NewestRecords {
    /// How an entry of the latest file stands to the history.
    enum Place: Equatable {
        case same
        /// The history has a later record.
        case older
        /// The history has no such record: it was restored from a backup, or belongs to another latest file.
        case newer
    }

    private var instants: [URLKey: Timestamp] = [:]
    /// The same of each of its checks, by `RecordFacts.origin`.
    private var checks: [URLKey: [UInt64: Timestamp]] = [:]
    private var counts: [URLKey: Int] = [:]
    /// The monitors that an address has records of, by the hashes of their names.
    private var monitors: [URLKey: Set<UInt64>] = [:]
    private let own: UInt64
    private let clock = ClockRule()
    private let now = Timestamp.now()

    /// Nothing noted yet; `monitor` is the name of this one.
    init(monitor: String) {
        own = RecordFacts.hash(monitor)
    }

    /// Takes in the records of a list.
    mutating func note(_ list: HistoryList, in bytes: UnsafeRawBufferPointer) {
        var records = RecordSequence(UnsafeRawBufferPointer(rebasing: bytes[list.body]))
        while let record = records.next() { note(record, of: list.url) }
    }

    /// Takes in one record.
    mutating func note(_ record: UnsafeRawBufferPointer, of url: URLKey) {
        let facts = RecordFacts(record)
        counts[url, default: 0] += 1
        if facts.monitor != 0, facts.monitor != own {
            monitors[url, default: []].insert(facts.monitor)
        }
        guard !clock.isAhead(facts), let at = facts.at else { return }
        if checks[url]?[facts.origin].map({ $0 < at }) ?? true {
            checks[url, default: [:]][facts.origin] = at
        }
        if let last = instants[url], last >= at { return }
        instants[url] = at
    }

    /// The addresses of which something was noted that is not ahead of the clock.
    var addresses: some Sequence<URLKey> { instants.keys }

    /// The newest instant of an address, as far as it was noted.
    func instant(of url: URLKey) -> Timestamp? { instants[url] }

    /// Compares an entry; what `data.keep` has dropped may live on in the latest file alone.
    ///
    /// Checks of a monitor of which the address has no record may be those of another history that shares the latest file.
    func place(_ entry: LatestFile.Entry, keep: Retention) -> Place {
        place(LatestEntry(entry.bytes), of: entry.url, keep: keep)
    }

    /// The same for an entry that is not in a file yet.
    func place(_ entry: LatestEntry, of url: URLKey, keep: Retention) -> Place {
        let checks = entry.checks.filter { isOurs($0.facts, of: url) }
        guard let entry = LatestEntry(checks), let at = entry.newest(clock) else { return .same }
        let last = instants[url]
        // A check may be behind although another one of its address is not.
        if last.map({ at < $0 }) ?? false || entry.checks.contains(where: { isBehind($0, of: url) })
        {
            return .older
        }
        if at == last { return .same }
        guard let kept = entry.newestKept(clock), last.map({ kept > $0 }) ?? true else {
            return .same
        }
        return mayBeDropped(kept, of: url, keep) ? .same : .newer
    }

    /// True unless what was noted so far has all that an entry holds.
    func isOpen(_ entry: LatestFile.Entry) -> Bool {
        guard let at = LatestEntry(entry.bytes).newestKept(clock) else { return false }
        return instants[entry.url].map { at > $0 } ?? true
    }

    /// True if the newest record of the check is among those noted, and has its instant.
    func isNewest(_ check: LatestCheck, of url: URLKey) -> Bool {
        check.facts.at.map { checks[url]?[check.facts.origin] == $0 } ?? false
    }

    /// True if the history has a later record of the check.
    private func isBehind(_ check: LatestCheck, of url: URLKey) -> Bool {
        guard let last = checks[url]?[check.facts.origin], let at = check.facts.at else {
            return false
        }
        return at < last
    }

    private func isOurs(_ facts: RecordFacts, of url: URLKey) -> Bool {
        facts.monitor == 0 || facts.monitor == own
            || monitors[url]?.contains(facts.monitor) ?? false
    }

    private func mayBeDropped(_ at: Timestamp, of url: URLKey, _ keep: Retention) -> Bool {
        switch keep {
        case .all: false
        case .count(let limit): counts[url, default: 0] >= limit
        case .age(let age): at < now - age
        }
    }
}
