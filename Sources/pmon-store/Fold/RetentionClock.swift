// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import PmonSystem

/// The time that retention goes by: the newest instant after which the records show that a day has passed.
///
/// A clock may leap, by a fault or because the monitor was off for long, and any number of runs under a wrong clock look
/// alike. Only records that go on for a day are evidence: a pause between two of them counts for three hours at most, so
/// that neither one leap nor several make a day.
struct RetentionClock {
    /// What age counts from; nil if no record shows that a day has passed.
    let instant: Timestamp?

    /// Instants that lie ahead of the clock by more than this are not believed.
    static let tolerance = Duration.seconds(86_400)
    /// If the confirmed instant is nearer to the clock than this, other lists need not be read.
    static let usualLag = Duration.seconds(2 * 86_400)
    private static let day = Duration.seconds(86_400)
    private static let longestPause = Duration.seconds(3 * 3600)
    /// A `run` from here on is a time in milliseconds.
    private static let leastRun = 1_000_000_000_000

    /// The clock of a history whose data file is not damaged.
    init(_ history: WritableHistory, now: Timestamp) throws(ToolError) {
        let limit = now + Self.tolerance
        let journal = try history.journalContents()
        var instants = journal.entries.compactMap { Self.instant(journal.record($0), limit) }
        let bytes = try history.file().bytes
        let lists = try history.lists()
        // More instants never confirm less, so the end of the list that goes on longest is enough as a rule.
        var confirmed = Self.confirmed(instants)
        if let list = Self.longest(lists, limit) {
            var count = 16
            repeat {
                count *= 4
                let last = list.last(count, in: bytes)
                confirmed = Self.confirmed(instants + last.compactMap { Self.instant($0, limit) })
            } while confirmed == nil && count < list.count
        }
        if confirmed.map({ now - $0 > Self.usualLag }) ?? true {
            for list in lists {
                var records = RecordSequence(UnsafeRawBufferPointer(rebasing: bytes[list.body]))
                while let record = records.next() {
                    guard let at = Self.instant(record, limit), at >= confirmed ?? at else {
                        continue
                    }
                    instants.append(at)
                }
            }
            confirmed = Self.confirmed(instants) ?? confirmed
        }
        instant = confirmed
    }

    /// The instant of a record; nil if it has none that is believed.
    private static func instant(
        _ record: UnsafeRawBufferPointer,
        _ limit: Timestamp
    ) -> Timestamp? {
        let fields = RecordFields(record)
        guard !fields.isAhead, let at = fields.at, at <= limit else { return nil }
        return at
    }

    /// The list with the newest scan that is believed.
    private static func longest(_ lists: [HistoryList], _ limit: Timestamp) -> HistoryList? {
        let latest = limit.milliseconds
        return lists.filter { $0.newestRun >= leastRun && $0.newestRun <= latest }
            .max { $0.newestRun < $1.newestRun }
    }

    /// The newest of the instants after which the others make up a day; nil if none is.
    private static func confirmed(_ instants: [Timestamp]) -> Timestamp? {
        var passed = Duration.zero
        var later: Timestamp?
        for instant in instants.sorted(by: >) {
            if let later { passed += min(later - instant, longestPause) }
            if passed >= day { return instant }
            later = instant
        }
        return nil
    }
}
