// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// The time that retention goes by: the system's clock, as far as an earlier run has confirmed it.
///
/// A clock may leap, by a fault or because the monitor was off for long. So the age of records counts from the newest
/// instant that an earlier run has seen: what it has stored, or the mark that it left. A clock that went back confirms
/// nothing that lies ahead of it.
struct RetentionClock {
    /// What age counts from.
    let instant: Timestamp
    /// The system's clock.
    let now: Timestamp
    /// The scans of this process that confirm nothing to each other.
    let runs: Set<Int>

    /// Instants that lie ahead of the clock by more than this are not believed.
    private static let tolerance = Duration.seconds(86_400)
    /// A `run` from here on is a time in milliseconds.
    private static let leastRun = 1_000_000_000_000

    /// How far the system's clock is ahead of what was confirmed.
    var leap: Duration { now - instant }

    /// The clock of a run whose records stand in the journal from `start` on.
    ///
    /// The process has left these `marks` before, and stored records of these scans last.
    init(
        _ history: WritableHistory,
        runStart start: Int,
        ownMarks marks: Set<String>,
        lastRuns runs: Set<Int>,
        now: Timestamp
    ) throws(ToolError) {
        let journal = try history.journalContents()
        var newest = Newest(limit: now + Self.tolerance)
        var own: [RecordFacts] = []
        for entry in journal.entries {
            let facts = RecordFacts(journal.record(entry))
            if entry.range.lowerBound >= start { own.append(facts) } else { newest.take(facts) }
        }
        // A scan may be stored in several parts; none of them confirms another one.
        newest.ownRuns = own.isEmpty ? runs : Set(own.compactMap(\.run))
        self.runs = newest.ownRuns
        for mark in journal.marks where !marks.contains(mark.text) {
            if let text = mark.text.removingPrefix(JournalMark.clockPrefix), let at = Int64(text) {
                newest.take(Timestamp(microseconds: at))
            }
        }
        var others: [HistoryList] = []
        for list in try history.lists() {
            let at = Timestamp(microseconds: Int64(max(list.newestRun, 0)) &* 1000)
            if list.newestRun >= Self.leastRun, at <= newest.limit,
                !newest.ownRuns.contains(list.newestRun)
            {
                newest.take(at)
            } else {
                others.append(list)
            }
        }
        // A small `run` is no time, and one from the future hides all others.
        let file = try history.file()
        for list in others where (newest.at ?? .init(microseconds: 0)) < now - Self.tolerance {
            var records = RecordSequence(UnsafeRawBufferPointer(rebasing: file.bytes[list.body]))
            while let record = records.next() { newest.take(RecordFacts(record)) }
        }
        if newest.at == nil {
            // A history that begins has nothing but what this run brings.
            newest.ownRuns = []
            for facts in own { newest.take(facts) }
        }
        self.now = now
        instant = min(now, newest.at ?? now)
    }

    /// The newest instant that is believed.
    private struct Newest {
        let limit: Timestamp
        var at: Timestamp?
        var ownRuns: Set<Int> = []

        init(limit: Timestamp) {
            self.limit = limit
        }

        mutating func take(_ facts: RecordFacts) {
            if let at = facts.at, facts.run.map({ !ownRuns.contains($0) }) ?? true { take(at) }
        }

        mutating func take(_ instant: Timestamp) {
            if instant <= limit { at = max(at ?? instant, instant) }
        }
    }
}
