// SPDX-License-Identifier: MIT

/// Checks of a stretch of time, gathered into at most some hundred points for a chart.
struct Buckets: Equatable, Sendable {
    /// One point.
    struct Bucket: Equatable, Sendable {
        /// Unix seconds of the bucket's first check.
        var at: Double
        /// Its worst state.
        var state: CheckState
        /// Number of checks in it.
        var count: Int
        /// Whether nothing is known of the time before it: no check was near enough.
        var isAfterGap = false
        /// Shortest duration of a good check in milliseconds.
        var minimum: Double?
        /// Median of those durations.
        var median: Double?
        /// Longest of them.
        var maximum: Double?
    }

    /// Beginning of the stretch, Unix seconds.
    let from: Double
    /// End of the stretch, Unix seconds.
    let to: Double
    /// The points that have checks, ascending.
    let buckets: [Bucket]
    /// Stretches of planned maintenance, ascending, each from its first check to the next one after it.
    let maintenance: [Range<Double>]

    /// Gathers the checks of `runs` from one instant to another into at most `limit` buckets.
    init(_ runs: Runs, from: Double, to: Double, limit: Int) {
        self.from = from
        self.to = to
        let first = runs.firstIndex(after: from.nextDown)
        let end = runs.firstIndex(after: to)
        let width = max((to - from) / Double(max(1, limit)), 0.000_001)
        var buckets: [Bucket] = []
        var durations: [Double] = []
        var place = -1
        for index in first..<max(first, end) {
            // Few checks are shown one by one.
            let own =
                end - first <= limit
                ? index : min(Int((runs.at[index] - from) / width), limit - 1)
            if own != place {
                if let last = buckets.indices.last { Self.close(&buckets[last], &durations) }
                buckets.append(
                    Bucket(
                        at: runs.at[index],
                        state: .noData,
                        count: 0,
                        isAfterGap: runs.isAfterGap(index)
                    )
                )
                place = own
            }
            let last = buckets.count - 1
            buckets[last].state = max(buckets[last].state, runs.state(index))
            buckets[last].count += 1
            if runs.result(index) == .ok, let duration = runs.duration(index) {
                durations.append(duration)
            }
        }
        if let last = buckets.indices.last { Self.close(&buckets[last], &durations) }
        self.buckets = buckets
        maintenance = runs.maintenance(from: from, to: to)
    }

    private static func close(_ bucket: inout Bucket, _ durations: inout [Double]) {
        bucket.minimum = durations.min()
        bucket.maximum = durations.max()
        bucket.median = Selection.median(&durations)
        durations.removeAll(keepingCapacity: true)
    }
}

extension Runs {
    /// Whether the check before one is too far away to speak for the time between them.
    func isAfterGap(_ index: Int) -> Bool {
        index == 0 || at[index] - at[index - 1] > (usualDistance ?? 0) * Self.reach
    }

    /// Stretches of planned maintenance between two instants, ascending: each goes from its first check to the next one
    /// after it, at most ``reach`` times the usual distance behind its last.
    func maintenance(from: Double, to: Double) -> [Range<Double>] {
        guard !maintenanceBefore.isEmpty else { return [] }
        var stretches: [Range<Double>] = []
        // The check before the first may reach into the stretch of time.
        var index = max(0, firstIndex(after: from) - 1)
        while index < count, at[index] < to {
            defer { index += 1 }
            guard isMaintenance(index) else { continue }
            let reached = at[index] + (usualDistance ?? 0) * Self.reach
            let end = min(index + 1 < count ? min(at[index + 1], reached) : reached, to)
            let start = max(at[index], from)
            guard start < end else { continue }
            if let last = stretches.last, last.upperBound >= start {
                stretches[stretches.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                stretches.append(start..<end)
            }
        }
        return stretches
    }
}
