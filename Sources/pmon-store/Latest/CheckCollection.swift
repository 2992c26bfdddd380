// SPDX-License-Identifier: MIT

import PmonFiles

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
        if facts.target != 0, nameless > 0 { giveWay(to: facts) }
        if let place = places[facts.origin] {
            checks[place].advance(to: record, facts)
        } else {
            places[facts.origin] = checks.count
            checks.append(LatestCheck(first: record, facts))
            if facts.target == 0 { nameless += 1 }
        }
    }

    /// Lets the check without a target of the same place go on under the name of a record that has one; those of other
    /// places leave.
    private mutating func giveWay(to facts: RecordFacts) {
        let takesOver = places[facts.origin] == nil
        checks = checks.filter { check in
            check.facts.target != 0 || takesOver && check.facts.place == facts.place
        }
        places.removeAll(keepingCapacity: true)
        for (place, check) in checks.enumerated() {
            places[check.facts.target == 0 ? facts.origin : check.facts.origin] = place
        }
        nameless = 0
    }
}
