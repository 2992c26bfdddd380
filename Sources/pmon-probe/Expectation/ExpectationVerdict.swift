// SPDX-License-Identifier: MIT

import PmonCore

/// One expectation and what came of it.
struct ExpectationVerdict: Equatable, Sendable {
    /// The class of the failure, if it was not met.
    let reason: Reason
    /// True if it was met.
    let isMet: Bool
    /// Actual and expected: `status 404, expected 200-299`.
    let sentence: String
}
