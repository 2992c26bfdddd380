// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// One address' entry in the latest file: its newest record, and how long its result has held.
struct LatestEntry {
    /// The record; members that belong to the latest file alone do not count.
    private(set) var record: [UInt8]
    private(set) var facts: RecordFacts
    /// When the present result began; nil if no record has an instant.
    private(set) var since: Timestamp?
    /// Runs the present result has held; 0 in files of the older program, which did not count them.
    private(set) var streak = 0
    /// The result before the present one.
    private(set) var previous: CheckResult?

    private static let ownKeys: [StaticString] = ["url", "since", "streak", "previous"]

    /// The entry as it stands in a latest file.
    init(_ bytes: UnsafeRawBufferPointer) {
        record = Array(bytes)
        facts = RecordFacts(bytes)
        var members = JSONMembers(bytes)
        while let member = members.next() {
            if member.hasKey("since") {
                since = member.number(.since).map(Timestamp.init(seconds:))
            } else if member.hasKey("streak") {
                streak = member.integer(.streak) ?? 0
            } else if member.hasKey("previous") {
                previous = member.string.flatMap(CheckResult.init(rawValue:))
            }
        }
    }

    /// The entry of an address' first record.
    init(first record: UnsafeRawBufferPointer, _ facts: RecordFacts) {
        self.record = Array(record)
        self.facts = facts
        since = facts.at
        streak = 1
    }

    /// Counts the present result from the record on, where the older program has left no count and the history no
    /// record.
    mutating func beginStreak() {
        guard streak == 0 else { return }
        streak = 1
        since = since ?? facts.at
    }

    /// Goes on to a later record.
    mutating func advance(to record: UnsafeRawBufferPointer, _ facts: RecordFacts) {
        advance(to: facts)
        self.record = Array(record)
    }

    /// Goes on to a later record whose bytes are not wanted.
    private mutating func advance(to facts: RecordFacts) {
        if facts.result == self.facts.result {
            // Two records of one run, as two targets of one address make them, are one run.
            if facts.run == nil || facts.run != self.facts.run { streak += 1 }
            since = since ?? self.facts.at ?? facts.at
        } else {
            previous = self.facts.result
            since = facts.at
            streak = 1
        }
        self.facts = facts
    }

    /// The entry that all records of an address make; nil if there are none.
    init?(history records: [(facts: RecordFacts, bytes: UnsafeRawBufferPointer)]) {
        // Those without an instant come first; of two with the same one, the later arrival is the later record.
        let order = records.indices.sorted { left, right in
            let (one, other) = (records[left].facts.at, records[right].facts.at)
            guard one != other else { return left < right }
            guard let one else { return true }
            guard let other else { return false }
            return one < other
        }
        guard let first = order.first, let last = order.last else { return nil }
        self.init(first: records[first].bytes, records[first].facts)
        for index in order.dropFirst() { advance(to: records[index].facts) }
        record = Array(records[last].bytes)
    }

    /// Appends the entry's value for the latest file.
    func append(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        record.withUnsafeBytes {
            RecordLine.appendMembers(of: $0, without: Self.ownKeys, to: &bytes)
        }
        if let since { bytes.append(contentsOf: "\"since\":\(since.number.text),".utf8) }
        bytes.append(contentsOf: "\"streak\":\(streak)".utf8)
        if let previous { bytes.append(contentsOf: ",\"previous\":\"\(previous.rawValue)\"".utf8) }
        bytes.append(UInt8(ascii: "}"))
    }
}
