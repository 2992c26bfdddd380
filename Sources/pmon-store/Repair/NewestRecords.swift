// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

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
    private var counts: [URLKey: Int] = [:]
    private let clock = ClockRule()
    private let now = Timestamp.now()

    /// Takes in the records of a list.
    mutating func note(_ list: HistoryList, in bytes: UnsafeRawBufferPointer) {
        var records = RecordSequence(UnsafeRawBufferPointer(rebasing: bytes[list.body]))
        while let record = records.next() { note(record, of: list.url) }
    }

    /// Takes in one record.
    mutating func note(_ record: UnsafeRawBufferPointer, of url: URLKey) {
        let facts = RecordFacts(record)
        counts[url, default: 0] += 1
        guard !clock.isAhead(facts), let at = facts.at else { return }
        if let last = instants[url], last >= at { return }
        instants[url] = at
    }

    /// Compares an entry; what `data.keep` has dropped may live on in the latest file alone.
    func place(_ entry: LatestFile.Entry, keep: Retention) -> Place {
        guard let at = LatestEntry(entry.bytes).newest(clock) else { return .same }
        guard let last = instants[entry.url], at <= last else {
            return mayBeDropped(at, of: entry.url, keep) ? .same : .newer
        }
        return at < last ? .older : .same
    }

    private func mayBeDropped(_ at: Timestamp, of url: URLKey, _ keep: Retention) -> Bool {
        switch keep {
        case .all: false
        case .count(let limit): counts[url, default: 0] >= limit
        case .age(let age): at < now - age
        }
    }
}
