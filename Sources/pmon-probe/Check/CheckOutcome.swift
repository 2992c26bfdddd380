// SPDX-License-Identifier: MIT

import PmonCore
import PmonCurl

/// What a check found out; the last try's, except for `attempts`.
struct CheckOutcome: Sendable {
    /// Why the environment failed, with a sentence for people; nil if a reply came.
    var failure: Failure?
    /// Expectations that were not met, in the order in which they are evaluated.
    var unmet: [UnmetExpectation] = []
    /// Sentences on what is true but no failure.
    var warnings: [String] = []
    /// Durations of the phases.
    var times = PhaseTimes()
    /// Last HTTP status.
    var status: Int?
    /// IP address that answered.
    var peer: String?
    /// `1.0`, `1.1` or `2`.
    var httpVersion: String?
    /// Body bytes received.
    var size: Int?
    /// True if the body was cut at `max.body`.
    var isTruncated = false
    /// Redirects followed, and the address they ended at, its password masked.
    var redirects = 0
    var location: String?
    /// The certificate of the first host.
    var certificate: CertificateSummary?
    /// Tries made.
    var attempts = 1

    /// A failure of the environment.
    struct Failure: Equatable, Sendable {
        /// Its class.
        let reason: Reason
        /// One plain sentence.
        let message: String
    }

    /// The class of the failure; nil on success.
    var reason: Reason? { failure?.reason ?? unmet.first?.reason }

    /// What the check came to.
    var result: CheckResult { reason?.result ?? .success }

    /// The record's message: `OK`, the bare status if it alone is wrong, or a sentence.
    var message: RecordMessage {
        if let failure { return .text(failure.message) }
        guard let first = unmet.first else { return .ok }
        if unmet.count == 1, first.reason == .status, let status { return .status(status) }
        return .text(unmet.map(\.sentence).joined(separator: "; "))
    }
}

/// An expectation that was not met.
struct UnmetExpectation: Equatable, Sendable {
    /// The class of the failure.
    let reason: Reason
    /// Expected and actual: `status 404, expected 200-299`.
    let sentence: String
}
