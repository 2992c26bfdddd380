// SPDX-License-Identifier: MIT

import PmonCore

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
        for (phase, value) in zip(PhaseTimes.names, outcome.times.all) {
            guard let value else { continue }
            let milliseconds = JSONNumber(fixed: Int64(value), decimals: 3).text
            lines.append(line(phase, "\(padded(milliseconds, 10)) ms\(detail(of: phase))"))
        }
        for found in outcome.addresses?.list ?? [] {
            let total = found.times.total.map {
                "\(padded(JSONNumber(fixed: Int64($0), decimals: 3).text, 10)) ms"
            }
            lines.append(
                line(
                    "address",
                    "\(total ?? "")  \(found.address)  \(found.result.rawValue): \(found.message.text)"
                )
            )
        }
        if outcome.attempts > 1 { lines.append(line("attempts", "\(outcome.attempts)")) }
        if let location = outcome.location {
            lines.append(line("redirects", "\(outcome.redirects), to \(location)"))
        }
        if let certificate = outcome.certificate?.masked(by: target.mask) {
            let days = JSONNumber(certificate.days(at: instant), decimals: 1).text
            lines.append(line("certificate", "\(certificate.subject)"))
            lines.append(line("", "issued by \(certificate.issuer)"))
            lines.append(line("", "expires \(certificate.expires.utc), in \(days) days"))
        }
        if let failure = outcome.failure {
            lines.append(line(failure.reason.rawValue, failure.message))
        }
        for verdict in outcome.verdicts {
            lines.append(line(verdict.isMet ? "met" : "NOT MET", verdict.sentence))
        }
        lines += outcome.warnings.map { line("warning", $0) }
        // Addresses and certificates are written by others too, and stderr may be a terminal.
        return lines.map { "\($0.onOneLine)\n" }.joined()
    }

    private func detail(of phase: String) -> String {
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
