// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonRecord

/// Decides which records of an address a fold keeps.
///
/// Records go in the order in which they came: none goes before one that came earlier and stays, so what a clock that went
/// back has dated too early stays as long as its neighbours.
struct RetentionRule {
    private let keep: Retention
    /// Records before this instant go; nil where age does not matter.
    private let oldest: Timestamp?
    /// What lies beyond this instant is not believed.
    private let limit: Timestamp

    /// The rule where the age of records counts from `instant`, and the system's clock shows `now`.
    ///
    /// Without an instant nothing goes by age.
    init(_ keep: Retention, from instant: Timestamp?, now: Timestamp = .now()) {
        self.keep = keep
        if case .age(let age) = keep {
            oldest = instant.map { $0 - age }
        } else {
            oldest = nil
        }
        limit = now + RetentionClock.tolerance
    }

    /// True if records of the list might have to go; false if certainly none.
    func mayDrop(_ list: HistoryList, adding count: Int) -> Bool {
        switch keep {
        case .all: false
        case .count(let limit): list.count + count > limit
        // A check begins after its scan has begun.
        case .age: oldest.map { list.oldestRun < $0.milliseconds || list.isIrregular } ?? false
        }
    }

    /// The decision over `total` records of one address, asked in their order.
    func dropper(total: Int) -> Dropper {
        let surplus = if case .count(let limit) = keep { max(0, total - limit) } else { 0 }
        return Dropper(surplus: surplus, oldest: oldest, limit: limit)
    }

    /// Goes along the records of one address.
    struct Dropper {
        fileprivate var surplus: Int
        fileprivate let oldest: Timestamp?
        fileprivate let limit: Timestamp
        /// True once a record was young enough to stay: all after it stay, too.
        private(set) var isDone = false

        fileprivate init(surplus: Int, oldest: Timestamp?, limit: Timestamp) {
            self.surplus = surplus
            self.oldest = oldest
            self.limit = limit
        }

        /// True if the next record goes.
        mutating func drops(_ record: UnsafeRawBufferPointer) -> Bool {
            if surplus > 0 {
                surplus -= 1
                return true
            }
            guard let oldest, !isDone else { return false }
            let fields = RecordFields(record)
            guard let at = fields.at else { return false }
            if at < oldest { return true }
            isDone = at <= limit && !fields.isAhead
            return false
        }
    }
}
