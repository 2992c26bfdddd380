// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonJSON
import PmonPattern
import PmonRecord
import PmonText

/// Compares a whole reply with what is expected: status, headers, body, JSON, time, in this order.
struct Evaluation {
    let target: ProbeTarget
    let patterns: PatternCache
    /// True if what is met is to be explained as well.
    let explains: Bool

    private var plan: ExpectationPlan { target.plan.expectations }

    /// All expectations and what came of them; the status' alone is left out where it is met and nobody asks, since
    /// every check has one.
    func verdicts(
        of handle: EasyHandle,
        outcome: CheckOutcome,
        observer: BodyObserver?
    ) -> [ExpectationVerdict] {
        var verdicts: [ExpectationVerdict] = []
        let status = outcome.status ?? 0
        let isExpected = plan.statuses.contains(status)
        if !isExpected || explains {
            verdicts.append(
                ExpectationVerdict(
                    reason: .status,
                    isMet: isExpected,
                    sentence: "status \(status), expected \(plan.statuses.description)"
                )
            )
        }
        for expectation in plan.headers {
            verdicts.append(verdict(expectation, values: handle.headerValues(expectation.name)))
        }
        verdicts += observer?.verdicts(isTruncated: outcome.isTruncated) ?? []
        if let verdict = timeVerdict(outcome) { verdicts.append(verdict) }
        return verdicts
    }

    /// Those of a connection that is not HTTP's: what was said over it, and the time.
    func verdicts(outcome: CheckOutcome, observer: BodyObserver?) -> [ExpectationVerdict] {
        let verdicts = observer?.verdicts(isTruncated: outcome.isTruncated) ?? []
        return timeVerdict(outcome).map { verdicts + [$0] } ?? verdicts
    }

    private func timeVerdict(_ outcome: CheckOutcome) -> ExpectationVerdict? {
        guard let limit = plan.time, let total = outcome.times.total else { return nil }
        return ExpectationVerdict(
            reason: .slow,
            isMet: Int64(total) <= limit.wholeMicroseconds,
            sentence: "time \(total / 1000) ms, expected at most \(DurationText.format(limit))"
        )
    }

    /// One value that matches is enough where a header comes more than once.
    private func verdict(
        _ expectation: ExpectationPlan.Header,
        values: [String]
    ) -> ExpectationVerdict {
        let isMet = values.contains { patterns.finds(expectation.pattern, in: $0) ?? false }
        let shown = values.map { "\"\(target.mask.beginning(of: $0, characters: 200))\"" }.joined(
            separator: ", "
        )
        return ExpectationVerdict(
            reason: .header,
            isMet: isMet,
            sentence: "header \(expectation.name) \(values.isEmpty ? "is missing" : shown), "
                + "expected to match \"\(target.mask.masked(expectation.pattern.source))\""
        )
    }

    /// Sentences on what is true but no failure.
    static func warnings(
        _ outcome: CheckOutcome,
        target: ProbeTarget,
        began: Timestamp
    ) -> [String] {
        var warnings: [String] = []
        // Few checks have a limit, or a certificate.
        if target.plan.slow != nil, let text = slowness(outcome.times.total, target) {
            warnings.append(text)
        }
        if outcome.certificate != nil, let text = expiry(outcome.certificate, target, began) {
            warnings.append(text)
        }
        return warnings
    }

    /// Those of several addresses: of the slowest one, and of the certificate that ends first; only replies have any.
    static func warnings(
        of outcomes: [CheckOutcome],
        target: ProbeTarget,
        began: Timestamp
    ) -> [String] {
        let replies = outcomes.filter { $0.failure == nil }
        // Where their lifetimes differ, the one that ends first need not be the one to warn of.
        let first = replies.compactMap(\.certificate)
            .filter { $0.isDue(target.plan.certificateWarning, at: began) }
            .min { $0.expires < $1.expires }
        return [
            slowness(replies.compactMap(\.times.total).max(), target), expiry(first, target, began),
        ].compactMap { $0 }
    }

    private static func slowness(_ total: Int?, _ target: ProbeTarget) -> String? {
        guard let slow = target.plan.slow, let total, Int64(total) > slow.wholeMicroseconds else {
            return nil
        }
        return "slow: took \(total / 1000) ms, more than \(DurationText.format(slow))"
    }

    private static func expiry(
        _ certificate: CertificateSummary?,
        _ target: ProbeTarget,
        _ began: Timestamp
    ) -> String? {
        guard let certificate, certificate.isDue(target.plan.certificateWarning, at: began) else {
            return nil
        }
        let left = certificate.days(at: began)
        if left < 0 { return "certificate expired on \(certificate.expires.utc)" }
        let words =
            left < 1
            ? DurationWords.text(seconds: left * 86_400)
            : "\(JSONNumber(left, decimals: 1).text) days"
        return "certificate expires in \(words), on \(certificate.expires.utc)"
    }
}
