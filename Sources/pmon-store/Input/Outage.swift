// SPDX-License-Identifier: MIT

import PmonSystem
import PmonText
import PmonTool

/// A time in which endless input cannot be stored: said once, and tried again ever more seldom.
struct Outage {
    private static let longestPause = Duration.seconds(60)

    private var began: ContinuousClock.Instant?
    private var pause = Duration.seconds(1)

    /// True from the first failure until `end`.
    var isGoingOn: Bool { began != nil }

    /// Notes a failure; returns the time until the next attempt.
    mutating func note(_ error: ToolError, log: Diagnostics) -> Duration {
        if began == nil {
            began = .now
            log.error("\(error.message); what was read is kept and tried again")
        }
        defer { pause = min(pause * 2, Self.longestPause) }
        return pause
    }

    /// Notes that all is stored.
    mutating func end(log: Diagnostics) {
        guard let began else { return }
        let time = DurationText.format(.seconds((ContinuousClock.now - began).components.seconds))
        log.warn("stored again, after \(time)")
        self = Outage()
    }
}
