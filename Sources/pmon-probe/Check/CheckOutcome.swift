// SPDX-License-Identifier: MIT

import PmonCurl
import PmonJSON
import PmonRecord
import PmonText

/// What a check found out; the last try's, except for `attempts`.
struct CheckOutcome: Sendable {
    /// Why the environment failed, with a sentence for people; nil if a reply came.
    var failure: Failure?
    /// All expectations, in the order in which they are evaluated.
    var verdicts: [ExpectationVerdict] = []
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
    /// What became of each address, where all of them are checked.
    var addresses: AddressList?

    /// What became of each step, where there are several.
    var steps: StepList?
    /// What the server answered, where that is to be shown.
    var answer: ServerAnswer?

    /// A failure of the environment.
    struct Failure: Equatable, Sendable {
        /// Its class.
        let reason: Reason
        /// One plain sentence.
        let message: String
    }

    /// Notes what a transfer that ended can tell, and how much of a body was taken.
    mutating func note(_ handle: EasyHandle, received: Int) {
        let status = handle.number(.responseCode)
        self.status = status == 0 ? nil : status
        peer = handle.string(.peerAddress)
        switch handle.number(.httpVersion) {
        case 1: httpVersion = "1.0"
        case 2: httpVersion = "1.1"
        case 3: httpVersion = "2"
        default: httpVersion = nil
        }
        size = status == 0 ? nil : received
    }

    /// Expectations that were not met.
    var unmet: [ExpectationVerdict] { verdicts.filter { !$0.isMet } }

    /// The class of the failure; nil on success.
    var reason: Reason? { failure?.reason ?? verdicts.first { !$0.isMet }?.reason }

    /// What the check came to.
    var result: CheckResult { reason?.result ?? .success }

    /// The record's message: `OK`, the bare status if it alone is wrong, or a sentence.
    var message: RecordMessage {
        if let summary = addresses?.summary { return .text(summary) }
        if steps?.failed != nil { return .text(sentence) }
        if let failure { return .text(failure.message) }
        let unmet = unmet
        guard let first = unmet.first else { return .ok }
        if unmet.count == 1, first.reason == .status, let status { return .status(status) }
        return .text(sentence)
    }

    /// Why it failed, in words; empty on success.
    var sentence: String {
        let cause = failure?.message ?? unmet.map(\.sentence).joined(separator: "; ")
        return steps?.failed.map { "step \($0): \(cause)" } ?? cause
    }

    /// A line of the log, for people.
    func line(of target: ProbeTarget) -> String {
        let name = target.key.map { "\($0) " } ?? ""
        let total = times.total.map { ", \(JSONNumber(fixed: Int64($0), decimals: 3).text) ms" }
        let message = message.text.cut(to: RecordBuilder.longestText)
        return "\(name)\(target.url): \(result.rawValue): \(message)\(total ?? "")"
    }
}
