// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

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
        /// When the check recovered; nil while it fails.
        var end: Timestamp?

        /// Failing runs in all, as far as they are known.
        var runs: Int { runsBefore + streak }
    }

    /// The outages by check: those that last, and those that ended and are not forgotten yet.
    private(set) var outages: [CheckIdentity: Outage] = [:]

    /// The outage of a check.
    subscript(check: CheckIdentity) -> Outage? { outages[check] }

    /// Takes over an outage that was written down.
    mutating func restore(_ check: CheckIdentity, _ outage: Outage) { outages[check] = outage }

    /// Hands the outage of a check on to others that take its place.
    mutating func pass(_ check: CheckIdentity, to heirs: [CheckIdentity]) {
        guard let outage = outages.removeValue(forKey: check) else { return }
        for heir in heirs where outages[heir] == nil { outages[heir] = outage }
    }

    /// Looks at the newest record of a check.
    mutating func observe(_ entry: Entry) {
        if entry.isFailing {
            outages[entry.check] = failed(entry, outages[entry.check])
        } else if !outages.isEmpty || entry.followsFailure {
            succeeded(entry)
        }
    }

    /// Forgets the outages that have ended.
    mutating func forgetEnded() {
        guard outages.contains(where: { $0.value.end != nil }) else { return }
        outages = outages.filter { $0.value.end == nil }
    }

    /// Forgets checks that are not watched any more.
    mutating func forget(where isGone: (CheckIdentity) -> Bool) {
        outages = outages.filter { !isGone($0.key) }
    }

    private func failed(_ entry: Entry, _ known: Outage?) -> Outage {
        // The same outage goes on if there was no success since the last look.
        guard var outage = known, outage.end == nil,
            entry.since <= outage.seen || entry.followsFailure
        else {
            return Outage(
                start: entry.since,
                runsBefore: entry.followsFailure ? 1 : 0,
                began: entry.since,
                streak: entry.streak,
                seen: entry.at
            )
        }
        if entry.since == outage.began {
            outage.streak = entry.streak
        } else if entry.at > outage.seen {
            outage.runsBefore += outage.streak
            (outage.began, outage.streak) = (entry.since, entry.streak)
        }
        outage.seen = max(outage.seen, entry.at)
        return outage
    }

    private mutating func succeeded(_ entry: Entry) {
        if var outage = outages[entry.check] {
            guard outage.end == nil else { return }
            outage.end = entry.since
            outages[entry.check] = outage
        } else if entry.followsFailure {
            outages[entry.check] = Outage(
                began: entry.since,
                streak: 1,
                seen: entry.at,
                end: entry.since
            )
        }
    }
}
