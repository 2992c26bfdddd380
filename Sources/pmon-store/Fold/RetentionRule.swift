// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Decides which records of an address a fold keeps.
struct RetentionRule {
    private let keep: Retention
    /// Records before this instant go; nil where age does not matter.
    private let oldest: Timestamp?

    /// The rule where the age of records counts from `instant`.
    init(_ keep: Retention, now instant: Timestamp) {
        self.keep = keep
        if case .age(let age) = keep {
            oldest = instant + (.zero - age)
        } else {
            oldest = nil
        }
    }

    /// True if records of the list might have to go; false if certainly none.
    func mayDrop(_ list: HistoryList, adding count: Int) -> Bool {
        switch keep {
        case .all: false
        case .count(let limit): list.count + count > limit
        // A check begins after its scan has begun.
        case .age: list.oldestRun < (oldest?.milliseconds ?? 0) || list.isIrregular
        }
    }

    /// The decision over `total` records of one address, asked in their order.
    func dropper(total: Int) -> Dropper {
        switch keep {
        case .all: Dropper(surplus: 0, oldest: nil)
        case .count(let limit): Dropper(surplus: max(0, total - limit), oldest: nil)
        case .age: Dropper(surplus: 0, oldest: oldest)
        }
    }

    /// Goes along the records of one address.
    struct Dropper {
        fileprivate var surplus: Int
        fileprivate let oldest: Timestamp?

        /// True if the next record goes.
        mutating func drops(_ record: UnsafeRawBufferPointer) -> Bool {
            if surplus > 0 {
                surplus -= 1
                return true
            }
            guard let oldest, let at = RecordFacts(record).at else { return false }
            return at < oldest
        }
    }
}
