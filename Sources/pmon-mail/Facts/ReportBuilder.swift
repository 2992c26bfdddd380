// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Makes the facts of a mail from a decision and its records.
struct ReportBuilder {
    private let configuration: Configuration
    private let rules: MailRules
    private let names: CheckNames

    /// A builder for the names, the monitor and the rules of a configuration.
    init(configuration: Configuration, rules: MailRules) {
        self.configuration = configuration
        self.rules = rules
        names = CheckNames(configuration.targets)
    }

    /// The facts of a decision.
    func report(_ decision: Decision, board: ResultTable) -> Report {
        var report = Report()
        report.monitor = MailText.line(configuration.pmon.id, limit: 60)
        report.place = MailText.line(configuration.pmon.place ?? "", limit: 60)
        report.present = decision.present
        report.scanStart = board.run.map { Timestamp(microseconds: Int64($0) &* 1000) }
        report.episode = decision.episode
        report.scan = decision.scan
        report.every = rules.every
        report.isReminder = decision.isReminder
        report.total = board.entries.count
        if case .cutOff(_, let of) = decision.scan { report.total = max(report.total, of) }
        report.freshCount = decision.fresh.count
        report.link = Self.webLink(configuration.email?.link ?? "")
        report.why = why
        var limits = ReportLimits()
        fillFine(&report, decision, board, &limits)
        fillFaults(&report, decision, board, &limits)
        return report
    }

    /// The healthy addresses: recoveries, warnings, the rest.
    private func fillFine(
        _ report: inout Report,
        _ decision: Decision,
        _ board: ResultTable,
        _ limits: inout ReportLimits
    ) {
        let floor = limits.left - 18_000
        for recovery in decision.recovered {
            let name = name(recovery.check, board)
            let item = Report.Recovered(name: name, start: recovery.start, end: recovery.end)
            report.recovered.add(item, name, cost: 320, &limits, keeping: floor)
        }
        var ok: [String] = []
        // The keys are sorted, not the entries, which are large.
        for entry in board.entries.keys.sorted().compactMap({ board.entries[$0] }) {
            let isFine = !entry.isFailing
            if board.isUnchecked(entry, staleAfter: rules.staleAfter) {
                let name = name(entry.check, board)
                let item = Report.Unchecked(name: name, at: entry.at)
                report.unchecked.add(item, name, cost: 300, &limits, keeping: floor + 4000)
            } else if isFine {
                report.okCount += 1
                if report.okCount <= ReportLimits.okNames { ok.append(name(entry.check, board)) }
            }
            if entry.hasWarnings, isFine {
                let isFresh = decision.freshWarnings[entry.check] != nil
                addWarnings(entry, isFresh: isFresh, board, &report, &limits, keeping: floor)
            }
        }
        report.freshWarningCount = decision.freshWarnings.count
        for (check, kinds) in decision.endedWarnings.sorted(by: { $0.key < $1.key }) {
            let name = name(check, board)
            let ended = Report.Ended(name: name, kinds: kinds.names)
            report.ended.add(ended, name, cost: 320, &limits, keeping: floor)
        }
        guard report.okCount <= ReportLimits.okNames else { return }
        if limits.take(ok.reduce(200) { $0 + ReportLimits.cost($1) + 8 }) { report.ok = ok }
    }

    private func addWarnings(
        _ entry: Entry,
        isFresh: Bool,
        _ board: ResultTable,
        _ report: inout Report,
        _ limits: inout ReportLimits,
        keeping floor: Int
    ) {
        let texts = Self.record(entry)[.warnings]?.strings ?? []
        guard !texts.isEmpty else { return }
        let name = name(entry.check, board)
        let clean = texts.prefix(5).map { MailText.line($0, limit: ReportLimits.message) }
        let cost = clean.reduce(300) { $0 + ReportLimits.cost($1) + 6 }
        report.warnings.add(
            .init(name: name, texts: clean, isFresh: isFresh),
            name,
            cost: cost,
            &limits,
            keeping: floor
        )
    }

    /// The failing addresses: details, then evidence, then the names of those without room.
    private func fillFaults(
        _ report: inout Report,
        _ decision: Decision,
        _ board: ResultTable,
        _ limits: inout ReportLimits
    ) {
        let down = decision.down.filter { decision.waiting[$0.key] == nil }
        let order = down.sorted { first, second in
            let isNews = decision.fresh.contains(first.key)
            guard isNews == decision.fresh.contains(second.key) else { return isNews }
            return first.value == second.value
                ? first.key < second.key : first.value > second.value
        }
        var rest: [CheckIdentity] = []
        var records: [Record] = []
        let detailFloor = limits.left - 26_000
        for (check, start) in order {
            guard rest.isEmpty, let entry = board.entries[check] else {
                rest.append(check)
                continue
            }
            let record = Self.record(entry)
            let isFresh = decision.fresh.contains(check)
            let fault = fault(entry, record, start: start, isFresh: isFresh, board)
            if limits.take(fault.cost, keeping: max(0, detailFloor)) {
                report.down.items.append(fault)
                records.append(record)
            } else {
                rest.append(check)
            }
        }
        let evidenceFloor = limits.left - 18_000
        for (record, fault) in zip(records, report.down.items) {
            guard let evidence = Report.Evidence(record, name: fault.name) else { continue }
            // Failures of one machine share what was found there.
            let twin = report.evidence.firstIndex { $0.blocks == evidence.blocks }
            if let twin {
                report.evidence[twin].add(fault.name)
            } else if limits.take(evidence.cost, keeping: max(0, evidenceFloor)) {
                report.evidence.append(evidence)
            } else {
                report.evidenceOmitted += 1
            }
        }
        for (check, needs) in decision.waiting.sorted(by: { $0.key < $1.key }) {
            let name = name(check, board)
            let waiting = Report.Waiting(name: name, needs: needs.map(targetName))
            report.waiting.add(waiting, name, cost: 400, &limits, keeping: evidenceFloor)
        }
        report.maintenanceCount = decision.muted.values.count(where: \.mute.isMaintenance)
        for (check, muted) in decision.muted.sorted(by: { $0.key < $1.key }) {
            guard let entry = board.entries[check] else { continue }
            let fault = fault(entry, start: muted.start, isFresh: false, board)
            let item = Report.Muted(fault: fault, cause: Self.cause(muted.mute))
            let cost = fault.cost + ReportLimits.cost(item.cause) + 60
            report.muted.add(item, fault.name, cost: cost, &limits, keeping: evidenceFloor)
        }
        for check in rest { report.down.addName(name(check, board), &limits, keeping: 2000) }
        for check in decision.pending.sorted() {
            guard let entry = board.entries[check] else { continue }
            let fault = fault(
                entry,
                start: entry.since,
                isFresh: true,
                board
            )
            report.pending.add(fault, fault.name, cost: fault.cost, &limits, keeping: 1000)
        }
    }

    /// A failing check; `record` is what its entry holds.
    func fault(
        _ entry: Entry,
        _ record: Record? = nil,
        start: Timestamp,
        isFresh: Bool,
        _ board: ResultTable
    ) -> Report.Fault {
        let record = record ?? Self.record(entry)
        let limit = ReportLimits.message
        let address = MailText.line(URLText.redacted(entry.url.text), limit: ReportLimits.name)
        let name = name(entry.check, board)
        var message = record.message?.text ?? ""
        var expectations = record[.failed]?.strings ?? []
        if case .status(let status) = record.message {
            // The unmet expectation has all details: `HTTP status 404, expected 200-299`.
            let index = expectations.firstIndex { $0.hasPrefix("status \(status), ") }
            message = "HTTP \(index.map { expectations.remove(at: $0) } ?? "status \(status)")"
        }
        if !entry.isFailing {
            let runs = board.outages[entry.check]?.wellRuns ?? entry.streak
            message = "well for \(runs) of \(rules.checks[entry.check].recover) runs"
        }
        message = MailText.line(message, limit: limit)
        let failed = expectations.prefix(5)
            .map { MailText.line($0, limit: limit) }.filter { $0 != message }
        let verdict = MailText.line(record[.verdict]?.string ?? "", limit: limit)
        return Report.Fault(
            name: name,
            address: address == name ? "" : address,
            link: Self.webLink(URLText.redacted(entry.url.text)),
            reason: MailText.line(record[.reason]?.string ?? "", limit: 40),
            message: message,
            failed: failed,
            verdict: verdict == message ? "" : verdict,
            start: start,
            isFresh: isFresh,
            runs: board.outages[entry.check]?.runs ?? entry.streak
        )
    }

    /// The words for what keeps a check from being told.
    private static func cause(_ mute: Mute) -> String {
        switch mute {
        case .maintenance(let name):
            "under maintenance: \(MailText.line(name, limit: ReportLimits.name))"
        case .silence(let line): "silenced: \(MailText.line(line, limit: ReportLimits.name))"
        }
    }

    /// What a mail calls a check.
    func name(_ check: CheckIdentity, _ board: ResultTable) -> String {
        names.name(
            of: check,
            isShared: board.isShared(check),
            hasPlaces: board.hasPlaces(check)
        )
    }

    /// What a mail calls a target.
    private func targetName(_ key: String) -> String {
        MailText.line(configuration.target(key)?.checks.name ?? key, limit: ReportLimits.name)
    }

    private var why: String {
        switch rules.on {
        case .always: "you get a report of each scan (on = always)"
        case .failure: "you get a report of each scan in which something fails (on = failure)"
        case .change: "you get a report when something goes down or recovers (on = change)"
        }
    }

    /// The whole record of an entry; an empty one if it was not kept.
    static func record(_ entry: Entry) -> Record {
        let record = try? entry.bytes.withUnsafeBytes { try Record(decoding: $0, url: entry.url) }
        return record ?? Record()
    }

    /// The address if it can be a link: http or https, without characters that a link must not have.
    private static func webLink(_ url: String) -> String {
        let scheme = URLText.scheme(url)
        guard scheme == "http" || scheme == "https", url.utf8.count <= 500,
            url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return "" }
        return url
    }
}
