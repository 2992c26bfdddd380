// SPDX-License-Identifier: MIT

import PmonRecord

/// Cuts an ordered history into its scans.
struct ReplayScan {
    private var run: Int?
    private var checks: Set<CheckIdentity> = []
    private var isEmpty = true

    /// True if a scan ended before this record, which then begins the next one.
    ///
    /// Records of a scan have the same `run`. Those of the older pmon have none: there a scan ends where a check
    /// comes again.
    mutating func ends(before entry: Entry) -> Bool {
        let isSame: Bool
        if entry.run != nil {
            isSame = entry.run == run
        } else {
            isSame = run == nil && !checks.contains(entry.check)
        }
        let hasEnded = !isEmpty && !isSame
        if hasEnded { checks.removeAll(keepingCapacity: true) }
        if entry.run == nil { checks.insert(entry.check) }
        run = entry.run
        isEmpty = false
        return hasEnded
    }
}
