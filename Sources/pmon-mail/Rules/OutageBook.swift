// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// Since when each check has been failing, over changes from one kind of fault to the other.
///
/// The latest file has the duration of the present result, but not the time without success.
struct OutageBook: Equatable {
    /// One time of faults.
    struct Outage: Equatable {
        /// When it began; nil if only its end is known.
        var start: Timestamp?
        /// Failing runs before the present kind of fault began.
        var runsBefore = 0
        /// When the present kind of fault began.
        var began: Timestamp
        /// Runs of the present kind.
        var streak: Int
        /// The record looked at last.
        var seen: Timestamp
        /// When the check recovered; nil while it fails, or has not been well for long enough.
        var end: Timestamp?
        /// True once it failed often enough to be down.
        var isDown = false
        /// Good runs in a row that are not enough for a recovery.
        var wellRuns = 0
        /// True if nobody is to hear of it: it failed while something failed that it needs, within a
        /// maintenance window, or under a silence.
        var isHeld = false
        /// True once it was due to be told: whatever comes then, it is not forgotten untold.
        var isDue = false
        /// The last outage before that was due to be told, if its end was not told when this one began.
        var prior: Span?

        /// Failing runs in all, as far as they are known.
        var runs: Int { runsBefore + streak }
    }

    /// An outage that is over.
    struct Span: Equatable {
        let start: Timestamp
        let end: Timestamp

        /// True if it is the outage that was told with that start, which may lie behind a window at its beginning.
        func isTold(_ told: Timestamp) -> Bool { start <= told && told <= end }
    }

    /// The outages by check: those that last, and those that ended and are not forgotten yet.
    private(set) var outages: [CheckIdentity: Outage] = [:]
    /// The last runs of checks whose rule counts within a window.
    private(set) var windows: [CheckIdentity: RunWindow] = [:]
    /// The checks whose outages have ended since the last look.
    private(set) var ended: Set<CheckIdentity> = []

    /// True if both are written down alike.
    static func == (left: OutageBook, right: OutageBook) -> Bool {
        left.outages == right.outages && left.windows == right.windows
    }

    /// The outage of a check.
    subscript(check: CheckIdentity) -> Outage? { outages[check] }

    /// Takes over an outage that was written down.
    mutating func restore(_ check: CheckIdentity, _ outage: Outage) { outages[check] = outage }

    /// Takes over a window that was written down.
    mutating func restore(_ check: CheckIdentity, _ window: RunWindow) { windows[check] = window }

    /// Notes whether an outage that lasts is to be told.
    mutating func hold(_ check: CheckIdentity, _ isHeld: Bool) {
        guard let outage = outages[check], outage.end == nil, outage.isHeld != isHeld,
            !(isHeld && outage.isDue)
        else { return }
        outages[check]?.isHeld = isHeld
    }

    /// Notes that an outage is due to be told.
    mutating func noteDue(_ check: CheckIdentity) {
        guard outages[check]?.isDue == false else { return }
        outages[check]?.isDue = true
    }

    /// Holds an outage that has ended since the last look, unless it was due to be told before.
    mutating func holdEnd(_ check: CheckIdentity) {
        guard ended.contains(check), outages[check]?.isDue == false else { return }
        outages[check]?.isHeld = true
    }

    /// Begins the next look.
    mutating func forgetEnds() { ended = [] }

    /// Hands the outage of a check on to others that take its place.
    mutating func pass(_ check: CheckIdentity, to heirs: [CheckIdentity]) {
        guard let outage = outages.removeValue(forKey: check) else { return }
        for heir in heirs where outages[heir] == nil { outages[heir] = outage }
    }

    /// Looks at the newest record of a check.
    mutating func observe(_ entry: Entry, by rule: CheckRule) {
        if rule.after.isWindow { note(entry) }
        if entry.isFailing {
            var outage = failed(entry, outages[entry.check], rule)
            outage.wellRuns = 0
            outage.isDown = outage.isDown || isDown(entry.check, outage, rule.after)
            outages[entry.check] = outage
        } else if !outages.isEmpty || entry.followsFailure {
            succeeded(entry, rule)
        }
    }

    private mutating func note(_ entry: Entry) {
        if windows[entry.check] == nil {
            windows[entry.check] = RunWindow(entry)
        } else {
            windows[entry.check]?.observe(entry)
        }
    }

    private func isDown(_ check: CheckIdentity, _ outage: Outage, _ after: AlarmThreshold) -> Bool {
        guard after.isWindow else { return outage.runs >= after.failures }
        return (windows[check]?.failures(of: after.runs) ?? 0) >= after.failures
    }

    /// Forgets the outages that have ended.
    ///
    /// Held ones stay until the check fails again: their end must not pass for one that was missed.
    /// Outages of muted checks stay as well: their end is reported once the check is no longer muted.
    mutating func forgetEnded(except muted: (CheckIdentity) -> Bool = { _ in false }) {
        guard outages.contains(where: { $0.value.end != nil && !$0.value.isHeld }) else { return }
        outages = outages.filter { $0.value.end == nil || $0.value.isHeld || muted($0.key) }
    }

    /// Forgets checks that are not watched any more.
    mutating func forget(where isGone: (CheckIdentity) -> Bool) {
        outages = outages.filter { !isGone($0.key) }
        windows = windows.filter { !isGone($0.key) }
    }

    private func failed(_ entry: Entry, _ known: Outage?, _ rule: CheckRule) -> Outage {
        // The same outage goes on if there was no success since the last look, or not enough of them.
        guard var outage = known, outage.end == nil,
            goesOn(outage, entry) || outage.isDown && rule.recover > 1
        else {
            var outage = Outage(
                start: entry.outage ?? entry.since,
                runsBefore: entry.followsFailure ? 1 : 0,
                began: entry.since,
                streak: entry.streak,
                seen: entry.at
            )
            outage.prior = known?.prior
            if let known, known.isDue, let start = known.start, let end = known.end {
                outage.prior = Span(start: start, end: end)
            }
            return outage
        }
        if entry.at < outage.seen {
            // A clock was set right: what the record says counts, not what came before it.
            outage.start = min(outage.start ?? entry.since, entry.outage ?? entry.since)
            outage.runsBefore = entry.followsFailure ? 1 : 0
            (outage.began, outage.streak) = (entry.since, entry.streak)
        } else if entry.since == outage.began {
            outage.streak = entry.streak
        } else if entry.at > outage.seen {
            outage.runsBefore += outage.streak
            (outage.began, outage.streak) = (entry.since, entry.streak)
        }
        outage.seen = entry.at
        return outage
    }

    /// True if there was no success since the last look.
    private func goesOn(_ outage: Outage, _ entry: Entry) -> Bool {
        if entry.since <= outage.seen { return true }
        guard let start = entry.outage else { return entry.followsFailure }
        // What failed within a window alone had not begun yet.
        return start <= outage.seen || outage.isHeld && entry.followsFailure
    }

    private mutating func succeeded(_ entry: Entry, _ rule: CheckRule) {
        guard outages[entry.check] != nil || entry.followsFailure else { return }
        var outage =
            outages[entry.check]
            ?? Outage(start: entry.outage, began: entry.since, streak: 1, seen: entry.at)
        guard outage.end == nil else { return }
        outage.isDown = outage.isDown || isDown(entry.check, outage, rule.after)
        if outage.isDown, entry.streak < rule.recover {
            outage.wellRuns = entry.streak
        } else {
            outage.end = entry.since
            ended.insert(entry.check)
            if outage.isDown { windows[entry.check]?.clear() }
        }
        outages[entry.check] = outage
    }
}
