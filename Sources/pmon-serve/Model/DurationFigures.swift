// SPDX-License-Identifier: MIT

/// How long the good checks of a stretch of time took, in milliseconds.
struct DurationFigures: Equatable, Sendable {
    /// The last of them.
    let last: Double
    /// Half of them took less.
    let median: Double
    /// 95 % of them took no more.
    let percentile95: Double
    /// The longest.
    let worst: Double
    /// Unix seconds of the longest.
    let worstAt: Double

    /// The figures from one instant to another; `nil` if no good check was measured.
    init?(_ runs: Runs, from: Double, to: Double) {
        let first = runs.firstIndex(after: from.nextDown)
        let end = max(first, runs.firstIndex(after: to))
        var durations: [Double] = []
        var worstAt = 0.0
        var worst = -1.0
        for index in first..<end where runs.state(index) == .ok {
            guard let duration = runs.duration(index) else { continue }
            durations.append(duration)
            if duration > worst { (worst, worstAt) = (duration, runs.at[index]) }
        }
        guard let last = durations.last else { return nil }
        (self.last, self.worst, self.worstAt) = (last, worst, worstAt)
        guard let percentile95 = Selection.percentile(&durations, 0.95),
            let median = Selection.median(&durations)
        else { return nil }
        (self.percentile95, self.median) = (percentile95, median)
    }
}
