// SPDX-License-Identifier: MIT

/// The runs that have passed lately; bounded, because endless input has endless runs.
struct RecentRuns {
    /// Maximum number of runs remembered; more scans than that do not run at once.
    static let limit = 256

    private var runs: [Int] = []

    /// True for a run that has not been seen among the last ones; it is seen from then on.
    mutating func isNew(_ run: Int) -> Bool {
        // Records of one run come together, so the last one is nearly always it.
        if runs.last == run { return false }
        if runs.contains(run) { return false }
        if runs.count == Self.limit { runs.removeFirst() }
        runs.append(run)
        return true
    }
}
