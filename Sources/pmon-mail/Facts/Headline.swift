// SPDX-License-Identifier: MIT

import PmonRecord
import PmonText

/// The verdict of a report: as a subject for watches and lists of mails, and as the sentence that both parts begin with.
struct Headline {
    private let report: Report

    /// The headline of a report.
    init(_ report: Report) {
        self.report = report
    }

    /// Characters of a subject, and of the monitor's name in it: more is cut off by watches and phones.
    private static let subjectLimit = 70
    private static let monitorLimit = 30

    /// The subject: what changes from mail to mail in brackets, which mail programs ignore when they join mails to a
    /// conversation; what stays outside: the monitor, and when the trouble began, so that two outages are two conversations.
    /// `[2 down, 1 recovered of 14] pmon isc_001, 28 Nov 14:21`
    ///
    /// Names keep their letters; in the header they are encoded words.
    var subject: String {
        let monitor = Self.cut(report.monitor, limit: Self.monitorLimit)
        let room = Self.subjectLimit - "[] pmon ".count - monitor.count
        let episode = report.episode.map { ", \(TimeWords.day($0))" } ?? ""
        return "[\(state(room))] pmon \(monitor)\(episode)"
    }

    /// One word for filters: `down`, `recovered`, `cut-off`, `stale`, `warning`, `ok`, `test`.
    var word: String {
        if report.isTest { return "test" }
        if report.scan != .whole { return report.scan.name }
        if report.failingCount + report.waiting.count > 0 { return "down" }
        if report.recovered.count > 0 { return "recovered" }
        return report.freshWarningCount > 0 ? "warning" : "ok"
    }

    private func state(_ room: Int) -> String {
        if report.isTest { return "test" }
        switch report.scan {
        case .stale(let since):
            let moment = TimeWords.moment(since).dropLast(3)
            return Self.fitted(["STALE since \(moment)"] + counts, room)
        case .cutOff(let got, let of):
            return Self.fitted(["CUT OFF: \(got) of \(of) checked"] + counts, room)
        case .whole: break
        }
        let total = " of \(report.total)"
        if report.isReminder, let oldest = report.oldest {
            let time = DurationWords.text(report.present - oldest)
            let still = failing.joined(separator: ", ")
            return Self.fitted(["still \(still)\(total)", time], room)
        }
        guard report.failingCount + report.waiting.count + report.pending.count > 0 else {
            let muted = report.muted.count
            let up = muted == 0 ? "all \(report.total) up" : "\(report.total - muted)\(total) up"
            return Self.fitted([up] + downtime + counts, room)
        }
        let text = Self.fitted(counts, room - total.count) + total
        guard report.failingCount == 1, report.recovered.count + report.waiting.count == 0,
            let only = report.failing.lazy.compactMap({ $0.list.items.first }).first
        else { return text }
        let left = min(36, room - text.count - 2)
        guard left >= 10 else { return text }
        return "\(text): \(Self.cut(only.name, limit: left))"
    }

    /// The first parts, as many as there is room for, but always the first one.
    private static func fitted(_ parts: [String], _ room: Int) -> String {
        var text = parts.first ?? ""
        for part in parts.dropFirst() where text.count + 2 + part.count <= room {
            text += ", \(part)"
        }
        return text
    }

    /// The beginning of a text; `..` stands for what is too long.
    private static func cut(_ text: String, limit: Int) -> String {
        text.count > limit ? "\(text.prefix(limit - 2)).." : text
    }

    /// `2 down`, `1 application error`.
    private var failing: [String] {
        report.failing.filter { $0.list.count > 0 }.map { $0.word.count($0.list.count) }
    }

    /// `after 37 m` where something recovered.
    private var downtime: [String] {
        let times = report.recovered.items.compactMap { item in
            item.start.map { item.end - $0 }
        }
        return times.max().map { ["after \(DurationWords.text($0))"] } ?? []
    }

    private var counts: [String] {
        var counts = failing
        if report.waiting.count > 0 {
            counts.append("\(report.waiting.count) need\(report.waiting.count == 1 ? "s" : "") it")
        }
        if report.pending.count > 0 { counts.append("\(report.pending.count) failing") }
        if report.recovered.count > 0 { counts.append("\(report.recovered.count) recovered") }
        // The text has them all the same.
        guard counts.isEmpty else { return counts }
        if report.freshWarningCount > 0 {
            counts.append(Self.warnings(report.freshWarningCount, "new "))
        } else if report.warnings.count > 0 {
            counts.append(Self.warnings(report.warnings.count))
        }
        if report.ended.count > 0 { counts.append("\(Self.warnings(report.ended.count)) over") }
        return counts + mutedCounts
    }

    /// `2 under maintenance`, `1 silenced`.
    private var mutedCounts: [String] {
        let silenced = report.muted.count - report.maintenanceCount
        return [
            (report.maintenanceCount, "under maintenance"), (silenced, "silenced"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    }

    private static func warnings(_ count: Int, _ kind: String = "") -> String {
        count == 1 ? "1 \(kind)warning" : "\(count) \(kind)warnings"
    }

    /// The verdict in a sentence that begins with the worst.
    var sentence: String {
        detail.isEmpty ? "\(lead)." : "\(lead)\(isNamed ? ": " : ". ")\(detail)"
    }

    /// The largest line: that the state is unknown, else the worst in two words.
    var title: String {
        guard case .stale = report.scan else { return lead }
        return "No scan since \(TimeWords.moment(report.present).dropLast(3))"
    }

    /// The text below the title: the state of the scan, and its findings.
    var summary: [String] {
        guard case .stale = report.scan else { return [scanSentence, detail] }
        return [scanSentence, sentence]
    }

    /// The worst in two words: `2 down`.
    var lead: String {
        if report.isTest { return "A test: nothing is wrong" }
        if report.failingCount > 0 {
            return (report.isReminder ? "Still " : "") + failing.joined(separator: ", ")
        }
        if report.waiting.count > 0 {
            return "\(report.waiting.count) down with what they need"
        }
        if report.pending.count > 0 { return "\(report.pending.count) failing, not yet down" }
        if report.scan == .whole, report.okCount == report.total { return "All \(report.total) up" }
        return "\(report.okCount) of \(report.total) up"
    }

    /// The text after the lead: names, recoveries, the number of healthy addresses; empty if there is none.
    var detail: String {
        var sentences = [
            [downNames, recoveredSentence].filter { !$0.isEmpty }.joined(separator: "; ")
        ]
        if report.failingCount > 0, report.pending.count > 0 {
            sentences.append("\(report.pending.count) failing, not yet down")
        }
        if report.failingCount + report.waiting.count + report.pending.count > 0 {
            sentences.append("\(report.okCount) OK")
        }
        if report.warnings.count > 0 {
            let new = report.freshWarningCount
            let isOld = new == 0 || new == report.warnings.count
            sentences.append(
                Self.warnings(report.warnings.count, new > 0 && isOld ? "new " : "")
                    + (isOld ? "" : ", \(new) of them new")
            )
        }
        if report.ended.count > 0 {
            sentences.append("\(Self.warnings(report.ended.count)) over")
        }
        sentences += mutedCounts
        return sentences.filter { !$0.isEmpty }.map { "\($0)." }.joined(separator: " ")
    }

    /// True if the names of what is down follow the lead.
    private var isNamed: Bool { report.failingCount > 0 }

    /// The state of the scan itself; empty if it is complete.
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
        let faults = report.failing.flatMap { $0.list.items + $0.list.briefs }.prefix(3)
        let named = faults.map { fault in
            let time = DurationWords.text(report.present - fault.start)
            let reason = fault.reason.isEmpty ? "" : "\(fault.reason), "
            let more = fault.twins.count > 0 ? " and \(fault.twins.count) like it" : ""
            return "\(MailText.line(fault.name, limit: 60))\(more) (\(reason)\(time))"
        }
        let told = faults.reduce(0) { $0 + 1 + $1.twins.count }
        let more = report.failingCount - told
        let waiting = report.waiting.count
        let need = waiting == 1 ? "1 that needs it" : "\(waiting) that need it"
        return named.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
            + (waiting > 0 && !named.isEmpty ? ", and \(need)" : "")
    }

    private var recoveredSentence: String {
        let count = report.recovered.count
        guard count > 0 else { return "" }
        let named = report.recovered.items.prefix(3).map { item in
            let time = item.start.map { " after \(DurationWords.text(item.end - $0))" } ?? ""
            return "\(MailText.line(item.name, limit: 60))\(time)"
        }
        let more = count - named.count
        guard !named.isEmpty else { return "\(count) recovered" }
        return "\(count) recovered: \(named.joined(separator: ", "))"
            + (more > 0 ? " and \(more) more" : "")
    }
}
