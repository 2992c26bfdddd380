// SPDX-License-Identifier: MIT

import PmonRecord
import PmonText

/// Decides which checks leave the latest file although nothing has replaced them.
///
/// A check of this monitor leaves if `[urls]` does not have its target at its address, and so does one that names no
/// monitor, such as those of the older pmon. A place that this monitor no longer has leaves after a day, those of other
/// monitors, which may share the files, after 30 days without a new record.
struct LeavingRule {
    private static let patience = Duration.seconds(30 * 86_400)
    /// Places report one after the other, and none of them may hide another one's failure.
    private static let patienceWithPlaces = Duration.seconds(86_400)

    private let addresses: Set<URLKey>
    /// The targets of `[urls]` at their addresses, by `mark`.
    private let targets: Set<UInt64>
    private let monitor: UInt64
    private let place: UInt64
    /// Checks of others from before this instant leave.
    private let oldest: Timestamp

    init(_ settings: StoreSettings, now: Timestamp = .now()) {
        addresses = settings.addresses
        targets = Set(settings.targets.map { Self.mark($0.value, RecordFacts.hash($0.key)) })
        monitor = RecordFacts.hash(settings.monitor)
        place = settings.place.map(RecordFacts.hash) ?? 0
        oldest = now + (.zero - Self.patience)
    }

    /// A hash of an address with what is looked for at it.
    static func mark(_ url: URLKey, _ detail: UInt64) -> UInt64 {
        url.bytes.withUnsafeBytes(ByteHash.hash) &* 31 &+ detail
    }

    /// True if `[urls]` has the target of a record at its address; a record without a target is that of any.
    func isConfigured(_ facts: RecordFacts, of url: URLKey) -> Bool {
        facts.target == 0
            ? addresses.contains(url) : targets.contains(Self.mark(url, facts.target))
    }

    /// True if a check of an address' entry leaves.
    func leaves(_ check: LatestCheck, of entry: LatestEntry, at url: URLKey) -> Bool {
        let facts = check.facts
        guard facts.monitor == 0 || facts.monitor == monitor else {
            return facts.at.map { $0 < oldest } ?? false
        }
        guard !addresses.isEmpty else { return false }
        return !isConfigured(facts, of: url) || hasLostPlace(facts, in: entry)
    }

    /// True if the target has a record of this monitor elsewhere that is a day younger.
    private func hasLostPlace(_ facts: RecordFacts, in entry: LatestEntry) -> Bool {
        guard entry.checks.count > 1, facts.place != place, let at = facts.at else { return false }
        return entry.checks.contains { check in
            check.facts.target == facts.target && check.facts.monitor == facts.monitor
                && check.facts.at.map { $0 - at > Self.patienceWithPlaces } ?? false
        }
    }
}
