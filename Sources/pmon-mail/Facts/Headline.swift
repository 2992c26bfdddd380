// SPDX-License-Identifier: MIT

import PmonCore

/// The verdict of a report: as a subject for watches and lists of mails, and as the sentence that both parts begin with.
struct Headline {
    private let report: Report

    /// The headline of a report.
    init(_ report: Report) {
        self.report = report
    }

    /// The subject: what changes from mail to mail in brackets, which mail programs ignore when they join mails to a
    /// conversation; what stays outside. `[2 down, 1 recovered of 14] pmon isc_001`
    var subject: String { "[\(state)] pmon \(report.monitor)" }

    /// One word for filters: `down`, `recovered`, `cut-off`, `stale`, `ok`.
    var word: String {
        if report.scan != .whole { return report.scan.name }
        if report.down.count > 0 { return "down" }
        return report.recovered.count > 0 ? "recovered" : "ok"
    }

    private var state: String {
        switch report.scan {
        case .stale(let since):
            return "STALE since \(TimeWords.moment(since).dropLast(3))\(listed(counts))"
        case .cutOff(let got, let of):
            return "CUT OFF: \(got) of \(of) checked\(listed(counts))"
        case .whole: break
        }
        if report.isReminder, let oldest = report.down.items.map(\.start).min() {
            let time = DurationWords.text(report.present - oldest)
            return "still \(report.down.count) down of \(report.total), \(time)"
        }
        if report.down.count > 0 {
            let text = "\(counts.joined(separator: ", ")) of \(report.total)"
            guard report.down.count == 1, report.recovered.count == 0,
                let name = report.down.items.first?.name
            else { return text }
            return "\(text): \(CleanText.line(name, limit: 36))"
        }
        if report.pending.count > 0 {
            return "\(counts.joined(separator: ", ")) of \(report.total)"
        }
        return "all \(report.total) up\(downtime)\(listed(counts))"
    }

    /// `, after 37 m` where something recovered.
    private var downtime: String {
        let times = report.recovered.items.compactMap { item in
            item.start.map { item.end - $0 }
        }
        return times.max().map { ", after \(DurationWords.text($0))" } ?? ""
    }

    private var counts: [String] {
        var counts: [String] = []
        if report.down.count > 0 { counts.append("\(report.down.count) down") }
        if report.pending.count > 0 { counts.append("\(report.pending.count) failing") }
        if report.recovered.count > 0 { counts.append("\(report.recovered.count) recovered") }
        if counts.isEmpty, report.warnings.count > 0 {
            let count = report.warnings.count
            counts.append(count == 1 ? "1 warning" : "\(count) warnings")
        }
        return counts
    }

    private func listed(_ counts: [String]) -> String {
        counts.isEmpty ? "" : ", " + counts.joined(separator: ", ")
    }

    /// The verdict in a sentence; its first words say the worst.
    var sentence: String {
        detail.isEmpty ? "\(lead)." : "\(lead)\(isNamed ? ": " : ". ")\(detail)"
    }

    /// The worst in two words: `2 down`.
    var lead: String {
        if report.down.count > 0 {
            return "\(report.isReminder ? "Still " : "")\(report.down.count) down"
        }
        if report.pending.count > 0 { return "\(report.pending.count) failing, not yet down" }
        if report.scan == .whole, report.okCount == report.total { return "All \(report.total) up" }
        return "\(report.okCount) of \(report.total) up"
    }

    /// What is behind the lead: names, recoveries, how many are well; empty if there is no more to say.
    var detail: String {
        var sentences = [
            [downNames, recoveredSentence].filter { !$0.isEmpty }.joined(separator: "; ")
        ]
        if report.down.count > 0, report.pending.count > 0 {
            sentences.append("\(report.pending.count) failing, not yet down")
        }
        if report.down.count + report.pending.count > 0 { sentences.append("\(report.okCount) OK") }
        if report.warnings.count > 0 {
            sentences.append(
                report.warnings.count == 1 ? "1 warning" : "\(report.warnings.count) warnings"
            )
        }
        return sentences.filter { !$0.isEmpty }.map { "\($0)." }.joined(separator: " ")
    }

    /// True if the names of what is down follow the lead.
    private var isNamed: Bool { report.down.count > 0 }

    /// What is to be known of the scan itself; empty if it is whole.
    var scanSentence: String {
        switch report.scan {
        case .whole: ""
        case .cutOff(let got, let of):
            "The scan was cut off: only \(got) of \(of) results came."
        case .stale(let since):
            "No scan came since \(TimeWords.moment(report.present))"
                + (report.every.map { ", though one is due every \(DurationWords.text($0))" } ?? "")
                + "; stale since \(TimeWords.moment(since)). What follows is the last that is known."
        }
    }

    private var downNames: String {
        let named = report.down.items.prefix(3).map { fault in
            let time = DurationWords.text(report.present - fault.start)
            let reason = fault.reason.isEmpty ? "" : "\(fault.reason), "
            return "\(CleanText.line(fault.name, limit: 60)) (\(reason)\(time))"
        }
        let more = report.down.count - named.count
        return named.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    private var recoveredSentence: String {
        guard report.recovered.count > 0 else { return "" }
        guard report.recovered.count == 1, let only = report.recovered.items.first else {
            return "\(report.recovered.count) recovered"
        }
        let time = only.start.map { " after \(DurationWords.text(only.end - $0))" } ?? ""
        return "1 recovered: \(CleanText.line(only.name, limit: 60))\(time)"
    }
}
