// SPDX-License-Identifier: MIT

import PmonRecord

/// A report that is due: what is news in it for whom it is meant.
struct Decision: Equatable {
    /// A check that is well again.
    struct Recovery: Equatable {
        let check: CheckIdentity
        /// When the outage began; nil if it is not known.
        let start: Timestamp?
        /// When it ended.
        let end: Timestamp
    }

    /// A failing check that is muted.
    struct Muted: Equatable {
        let mute: Mute
        /// When it began to fail.
        let start: Timestamp
    }

    /// The greatest time of the records.
    let present: Timestamp
    /// The state of the scan.
    let scan: ScanState
    /// Checks that are down, and since when.
    let down: [CheckIdentity: Timestamp]
    /// Those of them that were not reported yet.
    let fresh: Set<CheckIdentity>
    /// Those of them that need others which fail: the keys of those targets.
    var waiting: [CheckIdentity: [String]] = [:]
    /// Failing checks that have not failed often enough to be down.
    let pending: Set<CheckIdentity>
    /// Failing checks under maintenance or a silence.
    var muted: [CheckIdentity: Muted] = [:]
    /// Muted checks that were reported as down before.
    var kept: [CheckIdentity: Timestamp] = [:]
    /// The warnings that hold, as far as they are news when they begin and end.
    var warnings: [CheckIdentity: WarningKinds] = [:]
    /// Those of them that were not reported yet.
    var freshWarnings: [CheckIdentity: WarningKinds] = [:]
    /// The reported ones that hold no more.
    var endedWarnings: [CheckIdentity: WarningKinds] = [:]
    /// Checks that are well again.
    let recovered: [Recovery]
    /// True if nothing is new, but a reminder was due.
    let isReminder: Bool
    /// When the episode that the report belongs to began; nil if all is well and was before.
    let episode: Timestamp?

    /// The recipient's state after the delivery.
    var told: NotificationState {
        // What only waits for others is news once those are well.
        let reported = waiting.isEmpty ? down : down.filter { waiting[$0.key] == nil }
        return NotificationState(
            at: present,
            scan: scan.name,
            episode: down.isEmpty && kept.isEmpty && scan == .whole ? nil : episode,
            down: reported.merging(kept) { reported, _ in reported },
            warnings: warnings
        )
    }
}
