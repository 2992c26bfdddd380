// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// The newest record of each address, and what follows from them together.
///
/// It is filled from the latest file, or record by record from a history.
struct ResultTable {
    /// The newest record of each address.
    private(set) var entries: [URLKey: Entry] = [:]
    /// The addresses whose newest record is a fault.
    private(set) var failing: Set<URLKey> = []
    /// The outages of those, and the ended ones that have not been reported.
    var outages = OutageBook()
    /// The greatest time of all records: the present, as far as a report knows it; nil without records.
    private(set) var present: Timestamp?
    /// The newest scan: its `run`.
    private(set) var run: Int?
    /// How many records that scan meant to emit, and how many came.
    private var announced: Int?
    private var arrived = 0
    /// How many targets of the configuration share an address, where it is more than one.
    private let sharedAddresses: [URLKey: Int]

    /// An empty board of a configuration with those targets.
    init(targets: [Target] = []) {
        var counts: [URLKey: Int] = [:]
        for target in targets where !target.isSSH {
            counts[URLKey(target.redacted), default: 0] += 1
        }
        sharedAddresses = counts.filter { $0.value > 1 }
    }

    /// Takes a record of the latest file, which knows since when its result holds.
    ///
    /// Of targets that share an address the file holds one record, so it counts for all of them.
    mutating func place(_ entry: Entry) {
        count(entry, as: sharedAddresses.isEmpty ? 1 : sharedAddresses[entry.url, default: 1])
        put(entry)
    }

    /// Takes the next record of a history; since when its result holds follows from those before.
    mutating func advance(_ entry: Entry) {
        var entry = entry
        count(entry, as: 1)
        (entry.since, entry.streak, entry.previous) = (entry.at, 1, nil)
        if let before = entries[entry.url] {
            guard entry.at >= before.at else { return }
            if before.result == entry.result {
                (entry.since, entry.streak) = (before.since, before.streak + 1)
                entry.previous = before.previous
            } else {
                entry.previous = before.result
            }
        }
        put(entry)
    }

    /// Whether the newest scan is whole; that a monitor is silent is seen by the clock alone, so not here.
    var scan: ScanState {
        guard let announced, arrived < announced else { return .whole }
        return .cutOff(got: arrived, of: announced)
    }

    /// True if a record does not belong to the newest scan although all of that scan's should be there, or if it is
    /// older than records may be.
    func isUnchecked(_ entry: Entry, staleAfter: Duration?) -> Bool {
        guard let present else { return false }
        if let staleAfter, present - entry.at > staleAfter { return true }
        return scan != .whole && entry.run != run
    }

    private mutating func put(_ entry: Entry) {
        entries[entry.url] = entry
        if entry.isFailing {
            failing.insert(entry.url)
        } else if !failing.isEmpty {
            failing.remove(entry.url)
        }
        outages.observe(entry)
    }

    private mutating func count(_ entry: Entry, as weight: Int) {
        present = max(present ?? entry.at, entry.at)
        guard let newRun = entry.run else { return }
        if run.map({ newRun > $0 }) ?? true {
            (run, announced, arrived) = (newRun, nil, 0)
        }
        guard newRun == run, let of = entry.of else { return }
        announced = of
        arrived += weight
    }
}
