// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// The last runs of a check of which some number has to fail within a window, as `3/5` says.
struct RunWindow: Equatable {
    /// The runs since the last recovery, newest last; true for a failing one.
    private(set) var runs: [Bool] = []
    /// The record looked at last.
    private(set) var seen: Timestamp
    /// How many runs its result had held.
    private(set) var streak: Int

    /// The window that a record begins.
    init(_ entry: Entry) {
        seen = entry.at
        streak = entry.streak
        if entry.previous != nil { runs = [entry.followsFailure] }
        append(entry.isFailing, entry.streak)
    }

    /// The window as it was written down: `F` for a failing run, `S` for another one.
    init(letters: String, seen: Timestamp, streak: Int) {
        runs = letters.utf8.suffix(AlarmThreshold.longestWindow).map { $0 == UInt8(ascii: "F") }
        self.seen = seen
        self.streak = streak
    }

    /// The runs in letters.
    var letters: String { runs.map { $0 ? "F" : "S" }.joined() }

    /// How many of the last runs failed.
    func failures(of count: Int) -> Int { runs.suffix(count).count { $0 } }

    /// Looks at the newest record of the check; runs that nobody looked at count as far as they are known.
    ///
    /// One that is older than the last came after a clock was set right.
    mutating func observe(_ entry: Entry) {
        guard entry.at != seen else { return }
        let hasHeld = entry.at > seen && entry.since <= seen && entry.streak > streak
        append(entry.isFailing, hasHeld ? entry.streak - streak : entry.streak)
        seen = entry.at
        streak = entry.streak
    }

    /// Begins anew, after a recovery.
    mutating func clear() { runs = [] }

    private mutating func append(_ isFailing: Bool, _ count: Int) {
        let limit = AlarmThreshold.longestWindow
        runs += Array(repeating: isFailing, count: max(1, min(count, limit)))
        runs.removeFirst(max(0, runs.count - limit))
    }
}
