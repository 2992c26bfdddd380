// SPDX-License-Identifier: MIT

import PmonCore

/// What is expected of an address' replies, ready to be evaluated.
struct ExpectationPlan: Sendable {
    /// Expected statuses.
    let statuses: StatusRanges
    /// Longest time a reply may take.
    let time: Duration?

    /// The plan of an address' settings.
    ///
    /// Throws 78 for a pattern that cannot be compiled.
    init(_ checks: CheckSettings) throws(ToolError) {
        statuses = checks.expectStatus ?? .standard
        time = checks.expectTime
    }
}
