// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonJSON
import PmonRecord
import PmonText

/// Makes the facts of a mail from a decision and its records.
struct ReportBuilder {
    let configuration: Configuration
    let rules: MailRules
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
            let page = page(recovery.check, board)
            let item = Report.Recovered(
                name: name,
                page: page,
                start: recovery.start,
                end: recovery.end
            )
            report.recovered.add(item, name, cost: 380 + page.utf8.count, &limits, keeping: floor)
        }
        var ok: [String] = []
        // The keys are sorted, not the entries, which are large.
        for entry in board.entries.keys.sorted().compactMap({ board.entries[$0] }) {
            let isFine = !entry.isFailing
            if board.isUnchecked(entry, staleAfter: rules.staleAfter(entry.check)) {
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
        let page = page(entry.check, board)
        let clean = Self.sentences(texts)
        let cost = clean.reduce(360 + page.utf8.count) { $0 + ReportLimits.cost($1) + 6 }
        report.warnings.add(
            .init(name: name, page: page, texts: clean, isFresh: isFresh),
            name,
            cost: cost,
            &limits,
            keeping: floor
        )
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
        let failed = Self.sentences(expectations).filter { $0 != message }
        let verdict = MailText.line(record[.verdict]?.string ?? "", limit: limit)
        return Report.Fault(
            name: name,
            address: address == name ? "" : address,
            link: Self.webLink(URLText.redacted(entry.url.text)),
            page: page(entry.check, board),
            reason: MailText.line(record[.reason]?.string ?? "", limit: 40),
            message: message,
            failed: failed,
            verdict: verdict == message ? "" : verdict,
            alarm: Self.alarm(record),
            start: start,
            isFresh: isFresh,
            runs: board.outages[entry.check]?.runs ?? entry.streak,
            word: FaultGroup.word(of: entry)
        )
    }

    /// The first of some sentences, and the number of the others.
    static func sentences(_ texts: [String]) -> [String] {
        let clean = texts.prefix(ReportLimits.sentences).map {
            MailText.line($0, limit: ReportLimits.message)
        }
        let more = texts.count - clean.count
        return more > 0 ? clean + ["… and \(more) more"] : clean
    }

    /// Which file systems of a machine are full, or nearly so, in one line; empty if none is.
    private static func alarm(_ record: Record) -> String {
        guard let text = record[.fileSystem]?.string else { return "" }
        var line = ""
        for word in ["full", "nearly full"] {
            let disks = DiskUse.parse(text).filter { $0.alarm == word }
                .map { "\($0.mount) (\($0.percent) %)" }
            guard !disks.isEmpty else { continue }
            line += "\(line.isEmpty ? "disk " : "; ")\(word): \(disks.joined(separator: ", "))"
        }
        return MailText.line(line, limit: ReportLimits.message)
    }

    /// The address of a check's own page; empty if there is none.
    func page(_ check: CheckIdentity, _ board: ResultTable) -> String {
        let link = Self.webLink(configuration.email?.link ?? "")
        guard !link.isEmpty, !link.utf8.contains(UInt8(ascii: "?")),
            !link.utf8.contains(UInt8(ascii: "#"))
        else { return "" }
        return
            "\(link)\(link.utf8.last == UInt8(ascii: "/") ? "" : "/")m/\(board.pageKey(of: check))"
    }

    /// The words for what keeps a check from being told.
    static func cause(_ mute: Mute) -> String {
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
    func targetName(_ key: String) -> String {
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
