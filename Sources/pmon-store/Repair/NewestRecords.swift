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
    private let clock = ClockRule()

    /// Takes in the records of a list.
    mutating func note(_ list: HistoryList, in bytes: UnsafeRawBufferPointer) {
        var records = RecordSequence(UnsafeRawBufferPointer(rebasing: bytes[list.body]))
        while let record = records.next() { note(record, of: list.url) }
    }

    /// Takes in one record.
    mutating func note(_ record: UnsafeRawBufferPointer, of url: URLKey) {
        let facts = RecordFacts(record)
        guard !clock.isAhead(facts), let at = facts.at else { return }
        if let last = instants[url], last >= at { return }
        instants[url] = at
    }

    /// Compares an entry; what `data.keep` has dropped may live on in the latest file alone.
    func place(_ entry: LatestFile.Entry, keep: Retention) -> Place {
        let facts = RecordFacts(entry.bytes)
        guard !clock.isAhead(facts), let at = facts.at else { return .same }
        guard let last = instants[entry.url], at <= last else {
            return keep == .all ? .newer : .same
        }
        return at < last ? .older : .same
    }
}
