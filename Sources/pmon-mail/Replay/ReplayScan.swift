// SPDX-License-Identifier: MIT

import PmonFiles

/// Cuts an ordered history into its scans.
struct ReplayScan {
    private var run: Int?
    private var urls: Set<URLKey> = []
    private var isEmpty = true

    /// True if a scan ended before this record, which then begins the next one.
    ///
    /// Records of a scan have the same `run`. Those of the older pmon have none: there a scan ends where an address
    /// comes again.
    mutating func ends(before entry: Entry) -> Bool {
        let isSame: Bool
        if entry.run != nil {
            isSame = entry.run == run
        } else {
            isSame = run == nil && !urls.contains(entry.url)
        }
        let hasEnded = !isEmpty && !isSame
        if hasEnded { urls.removeAll(keepingCapacity: true) }
        if entry.run == nil { urls.insert(entry.url) }
        run = entry.run
        isEmpty = false
        return hasEnded
    }
}
