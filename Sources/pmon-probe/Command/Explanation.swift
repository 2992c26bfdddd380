// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonText

/// What a person wants to know of one check: each phase, the certificate, each expectation.
struct Explanation {
    private let outcome: CheckOutcome
    private let target: ProbeTarget
    private let instant: Timestamp

    /// The explanation of a check that began at `instant`.
    init(_ outcome: CheckOutcome, target: ProbeTarget, at instant: Timestamp) {
        self.outcome = outcome
        self.target = target
        self.instant = instant
    }

    /// Several lines, each with its newline.
    var text: String {
        let name = target.key.map { "\($0) " } ?? ""
        var lines = ["\(name)\(target.url): \(outcome.result.rawValue): \(outcome.message.text)"]
        let steps = outcome.steps?.list ?? []
        if steps.isEmpty {
            lines += phases(of: outcome)
        } else if let total = outcome.times.total {
            lines.append(line("total", milliseconds(total)))
        }
        for found in outcome.addresses?.list ?? [] {
            let total = found.times.total.map(milliseconds)
            lines.append(
                line(
                    "address",
                    "\(total ?? "")  \(found.address)  \(found.result.rawValue): \(found.message.text)"
                )
            )
        }
        if outcome.attempts > 1 { lines.append(line("attempts", "\(outcome.attempts)")) }
        if steps.isEmpty { lines += redirects(of: outcome) }
        for step in steps {
            lines.append(line("step \(step.number)", step.url))
            lines += phases(of: step.outcome) + redirects(of: step.outcome)
            lines += ends(of: step.outcome)
        }
        if let certificate = outcome.certificate?.masked(by: target.mask) {
            let days = JSONNumber(certificate.days(at: instant), decimals: 1).text
            lines.append(line("certificate", "\(certificate.subject)"))
            lines.append(line("", "issued by \(certificate.issuer)"))
            lines.append(line("", "expires \(certificate.expires.utc), in \(days) days"))
        }
        if steps.isEmpty { lines += ends(of: outcome) }
        lines += outcome.warnings.map { line("warning", $0) }
        // Addresses and certificates are written by others too, and stderr may be a terminal.
        return lines.map { "\($0.onOneLine)\n" }.joined()
    }

    private func phases(of outcome: CheckOutcome) -> [String] {
        zip(PhaseTimes.names, outcome.times.all).compactMap { phase, value in
            value.map { line(phase, "\(milliseconds($0))\(detail(of: phase, outcome))") }
        }
    }

    private func redirects(of outcome: CheckOutcome) -> [String] {
        outcome.location.map { [line("redirects", "\(outcome.redirects), to \($0)")] } ?? []
    }

    private func ends(of outcome: CheckOutcome) -> [String] {
        let failures = outcome.failure.map { [line($0.reason.rawValue, $0.message)] } ?? []
        return failures
            + outcome.verdicts.map { line($0.isMet ? "met" : "NOT MET", $0.sentence) }
    }

    private func milliseconds(_ value: Int) -> String {
        "\(padded(JSONNumber(fixed: Int64(value), decimals: 3).text, 10)) ms"
    }

    private func detail(of phase: String, _ outcome: CheckOutcome) -> String {
        switch phase {
        case "connect": outcome.peer.map { "  \($0)" } ?? ""
        case "receive":
            outcome.size.map { "  \($0) bytes\(outcome.isTruncated ? ", cut" : "")" } ?? ""
        case "wait":
            outcome.httpVersion.map { "  HTTP/\($0)\(outcome.status.map { " \($0)" } ?? "")" } ?? ""
        default: ""
        }
    }

    private func line(_ label: String, _ text: String) -> String {
        let gap = String(repeating: " ", count: max(12 - label.utf8.count, 1))
        return "  \(label)\(gap)\(text)"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(width - text.utf8.count, 0)) + text
    }
}
