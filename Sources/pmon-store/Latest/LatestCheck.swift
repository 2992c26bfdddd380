// SPDX-License-Identifier: MIT

import PmonHistory
import PmonJSON
import PmonRecord

/// The newest record of one check (an address, a target and a place), and how long its result has held.
struct LatestCheck {
    /// The record; members that belong to the latest file alone do not count.
    private(set) var record: [UInt8]
    private(set) var facts: RecordFacts
    /// When the present result began; nil if no record has an instant.
    private(set) var since: Timestamp?
    /// Runs the present result has held; 0 in files of the older program, which did not count them.
    private(set) var streak = 0
    /// The result before the present one.
    private(set) var previous: CheckResult?

    /// When the outage that goes on, or the last one, began.
    private(set) var outage: OutageStart
    /// The results of the last runs, as far as they are known.
    private(set) var recent = RunLetters()
    /// False if the history no longer has the record.
    private(set) var isKept = true

    private static let ownKeys: [StaticString] = [
        "url", "since", "outage", "streak", "previous", "recent", "kept", "checks",
    ]

    /// The check as it stands in a latest file.
    init(_ fields: RecordFields) {
        record = Array(fields.record)
        facts = RecordFacts(fields)
        since = fields.since
        streak = fields.streak ?? 0
        previous = fields.previous
        outage = Self.outage(fields, since: fields.since)
        isKept = fields.isKept
        // A tool that does not know the letters may have gone on without them.
        if let letters = fields.recent, letters.last == facts.result {
            recent = letters
        } else {
            recent = RunLetters(previous, then: facts.result, streak)
        }
    }

    /// The check with its first record.
    init(first record: UnsafeRawBufferPointer, _ facts: RecordFacts) {
        self.record = Array(record)
        self.facts = facts
        since = facts.at
        streak = 1
        outage = OutageStart()
        outage.observe(facts)
        recent.append(facts.result)
    }

    /// What a file says; one of an older pmon knows of the present result alone.
    private static func outage(_ fields: RecordFields, since: Timestamp?) -> OutageStart {
        let isFailing = fields.result.map { $0 != .success } ?? false
        let isKnown = fields.outage != nil || !isFailing || fields.maintenance != nil
        return OutageStart(at: isKnown ? fields.outage : since, isFailing: isFailing)
    }

    /// Target and place.
    var name: CheckName { record.withUnsafeBytes { RecordFields($0).name } }

    /// Counts the present result from the record on, where the older program has left no count and the history no
    /// record.
    mutating func beginStreak() {
        guard streak == 0 else { return }
        streak = 1
        since = since ?? facts.at
        recent = RunLetters(previous, then: facts.result, streak)
    }

    /// Goes on to a later record.
    mutating func advance(to record: UnsafeRawBufferPointer, _ facts: RecordFacts) {
        advance(to: facts)
        self.record = Array(record)
        isKept = true
    }

    /// Notes that the history no longer has the record.
    mutating func noteDropped() { isKept = false }

    /// Goes on to a later record whose bytes are not wanted.
    private mutating func advance(to facts: RecordFacts) {
        outage.observe(facts)
        if facts.result == self.facts.result {
            // Records without a target may be those of several targets of one run.
            if facts.run == nil || facts.run != self.facts.run {
                streak += 1
                recent.append(facts.result)
            }
            since = since ?? self.facts.at ?? facts.at
        } else {
            previous = self.facts.result
            since = facts.at
            streak = 1
            recent.append(facts.result)
        }
        self.facts = facts
    }

    /// Appends the members of the record for the latest file.
    func appendMembers(to bytes: inout [UInt8]) {
        record.withUnsafeBytes {
            RecordLine.appendMembers(of: $0, without: Self.ownKeys, to: &bytes)
        }
        if let since { bytes.append(contentsOf: "\"since\":\(since.number.text),".utf8) }
        if let start = outage.at {
            bytes.append(contentsOf: "\"outage\":\(start.number.text),".utf8)
        }
        bytes.append(contentsOf: "\"streak\":\(streak)".utf8)
        if let previous { bytes.append(contentsOf: ",\"previous\":\"\(previous.rawValue)\"".utf8) }
        if !isKept { bytes.append(contentsOf: ",\"kept\":false".utf8) }
        guard !recent.isEmpty else { return }
        bytes.append(contentsOf: ",\"recent\":\"".utf8)
        recent.append(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}

extension OutageStart {
    /// Goes on to a record.
    fileprivate mutating func observe(_ facts: RecordFacts) {
        guard let result = facts.result else { return }
        observe(
            isFailing: result != .success,
            isMaintenance: facts.isMaintenance,
            at: facts.at
        )
    }
}
