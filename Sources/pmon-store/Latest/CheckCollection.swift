// SPDX-License-Identifier: MIT

import PmonRecord

/// The checks of one address, from its records in order of time.
struct CheckCollection {
    /// The checks with their newest records.
    private(set) var checks: [LatestCheck] = []
    /// Where each of them stands, by its origin.
    private var places: [UInt64: Int] = [:]
    /// How many of them have no target.
    private var nameless = 0

    /// Adds a record, which is not older than those before.
    mutating func add(_ record: UnsafeRawBufferPointer, _ facts: RecordFacts) {
        if facts.target != 0, nameless > 0 { giveWay(to: RecordFields(record).name, facts) }
        if let place = places[facts.origin] {
            checks[place].advance(to: record, facts)
        } else {
            places[facts.origin] = checks.count
            checks.append(LatestCheck(first: record, facts))
            if facts.target == 0 { nameless += 1 }
        }
    }

    /// Lets the checks without a target give way to that of a record which has one.
    private mutating func giveWay(to name: CheckName, _ facts: RecordFacts) {
        let names = checks.map(\.name)
        let predecessor = name.predecessor(where: names.contains)
        checks = zip(names, checks)
            .filter { $0.0.target != nil || $0.0 == predecessor }.map(\.1)
        places.removeAll(keepingCapacity: true)
        for (place, check) in checks.enumerated() {
            places[check.facts.target == 0 ? facts.origin : check.facts.origin] = place
        }
        nameless = 0
    }
}
