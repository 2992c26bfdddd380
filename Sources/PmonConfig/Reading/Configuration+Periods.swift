// SPDX-License-Identifier: MIT

extension Configuration {
    /// The time between checks that a monitor keeps at least: the shortest of its targets, else that of `[pmon]`.
    ///
    /// nil if none is configured. Where nothing comes for longer, the whole monitor is silent.
    package var shortestPeriod: Duration? {
        targets.isEmpty ? pmon.every : targets.compactMap { $0.checks.every ?? pmon.every }.min()
    }
}
