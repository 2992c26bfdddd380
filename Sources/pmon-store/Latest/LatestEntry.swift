// SPDX-License-Identifier: MIT

import PmonRecord

/// One address' entry in the latest file: its checks, the worst of which stands for the address.
///
/// A record without a target is that of a check that has no name yet: the next check of the address with a name takes its
/// place.
struct LatestEntry {
    /// The checks; never empty but while they are collected.
    private(set) var checks: [LatestCheck]

    /// The entry as it stands in a latest file.
    init(_ bytes: UnsafeRawBufferPointer) {
        let fields = RecordFields(bytes)
        checks = fields.checks.map { LatestCheck(RecordFields($0)) }
        if checks.isEmpty { checks = [LatestCheck(fields)] }
    }

    /// The entry of checks that stay when others leave; nil if none does.
    init?(_ checks: [LatestCheck]) {
        guard !checks.isEmpty else { return nil }
        self.checks = checks
    }

    /// The entry that all records of an address make; nil if there are none.
    ///
    /// Records from the future count only for a check that has no others.
    init?(history records: [(facts: RecordFacts, bytes: UnsafeRawBufferPointer)], clock: ClockRule)
    {
        let present = Set(records.filter { !clock.isAhead($0.facts) }.map(\.facts.origin))
        let counted = records.indices.filter { index in
            let facts = records[index].facts
            return !clock.isAhead(facts) || !present.contains(facts.origin)
        }
        // Those without an instant come first; of two with the same one, the later arrival is the later record.
        let order = counted.sorted { left, right in
            let (one, other) = (records[left].facts.at, records[right].facts.at)
            guard one != other else { return left < right }
            guard let one else { return true }
            guard let other else { return false }
            return one < other
        }
        var collection = CheckCollection()
        for index in order { collection.add(records[index].bytes, records[index].facts) }
        guard !collection.checks.isEmpty else { return nil }
        checks = collection.checks
    }

    /// Where the check of a record stands; nil if the entry does not have it, or a name would have to change.
    func index(of facts: RecordFacts) -> Int? {
        if checks.count == 1 { return checks[0].facts.origin == facts.origin ? 0 : nil }
        guard facts.target == 0 || !checks.contains(where: { $0.facts.target == 0 }) else {
            return nil
        }
        return checks.firstIndex { $0.facts.origin == facts.origin }
    }

    /// Brings a check up to a later record.
    mutating func advance(
        _ index: Int,
        to record: UnsafeRawBufferPointer,
        _ facts: RecordFacts
    ) {
        checks[index].advance(to: record, facts)
    }

    /// Keeps checks of a former entry that are newer, or that no record is left of; one without a target gives way.
    mutating func keep(
        _ known: [LatestCheck],
        where isNewer: (RecordFacts, RecordFacts) -> Bool
    ) {
        let hasNames = checks.contains { $0.facts.target != 0 }
        for check in known {
            if let index = checks.firstIndex(where: { $0.facts.origin == check.facts.origin }) {
                if isNewer(check.facts, checks[index].facts) { checks[index] = check }
            } else if check.facts.target != 0 || !hasNames {
                checks.append(check)
            }
        }
    }

    /// Counts the present results from their records on, see `LatestCheck`.
    mutating func beginStreaks() {
        for index in checks.indices { checks[index].beginStreak() }
    }

    /// Notes that the history has no record of an instant after this one; without one, none at all.
    mutating func noteDropped(after last: Timestamp?) {
        for index in checks.indices {
            guard let at = checks[index].facts.at, last.map({ at > $0 }) ?? true else { continue }
            checks[index].noteDropped()
        }
    }

    /// Notes that the history no longer has the record of this check.
    mutating func noteDropped(_ index: Int) { checks[index].noteDropped() }

    /// True if a check has no count of its runs.
    var isUncounted: Bool { checks.contains { $0.streak == 0 } }

    /// The greatest `run` of the checks.
    var newestRun: Int? { checks.compactMap(\.facts.run).max() }

    /// The newest instant of the checks that are not ahead of the clock.
    func newest(_ clock: ClockRule) -> Timestamp? {
        checks.compactMap { clock.isAhead($0.facts) ? nil : $0.facts.at }.max()
    }

    /// The newest instant that the history should have: that of the checks of which it still has the record.
    func newestKept(_ clock: ClockRule) -> Timestamp? {
        LatestEntry(checks.filter(\.isKept))?.newest(clock)
    }

    /// Appends the entry's value for the latest file.
    func append(to bytes: inout [UInt8], clock: ClockRule) {
        bytes.append(UInt8(ascii: "{"))
        guard checks.count > 1 else {
            checks[0].appendMembers(to: &bytes)
            bytes.append(UInt8(ascii: "}"))
            return
        }
        let sorted = CheckOrder.sorted(checks)
        CheckOrder.worst(of: sorted, clock)?.appendMembers(to: &bytes)
        bytes.append(contentsOf: ",\"checks\":[".utf8)
        for (index, check) in sorted.enumerated() {
            bytes.append(contentsOf: (index == 0 ? "{" : ",{").utf8)
            check.appendMembers(to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(contentsOf: "]}".utf8)
    }
}
