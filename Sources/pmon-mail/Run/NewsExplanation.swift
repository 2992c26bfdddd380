// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import PmonText

/// `--explain`: why a check would be told now or not, rule by rule, for each recipient and channel.
struct NewsExplanation {
    private let setup: MailSetup
    private let board: ResultTable
    private let scan: ScanState
    private let told: NotificationFile

    /// An explanation of the results in a latest file.
    init(_ setup: MailSetup, _ board: ResultTable, scan: ScanState, told: NotificationFile) {
        self.setup = setup
        self.board = board
        self.scan = scan
        self.told = told
    }

    /// The lines about each check that the patterns select; empty if they select none.
    func lines(_ patterns: TargetPatterns) -> [String] {
        let targets = TargetLookup(setup.configuration)
        let audience = Audience(rules: setup.rules, only: patterns, targets: targets)
        let checks = audience.view(board).entries.keys.sorted()
        return Array(checks.map(lines).joined(separator: [""]))
    }

    private func lines(_ check: CheckIdentity) -> [String] {
        guard let entry = board.entries[check] else { return [] }
        let rule = setup.rules.checks[check]
        let key = check.name.target.map { String(decoding: $0, as: UTF8.self) }
        let names =
            [key, URLText.redacted(check.url.text)].compactMap { $0 }
            + (check.name.place.map { ["from \(String(decoding: $0, as: UTF8.self))"] } ?? [])
        var lines = [MailText.line(names.joined(separator: "  "), limit: 400)]
        lines.append(Self.line("result", result(entry)))
        lines.append(Self.line("after", after(check, entry, rule)))
        lines.append(Self.line("recover", recover(check, rule)))
        if !rule.needs.isEmpty { lines.append(Self.line("needs", needs(check, rule))) }
        lines.append(Self.line("muted", mute(check)))
        if !entry.warnings.isEmpty {
            lines.append(Self.line("warnings", entry.warnings.names.joined(separator: ", ")))
        }
        for recipient in setup.hasMail ? setup.to.map(\.mailbox) : [] {
            lines.append(Self.line(recipient, verdict(check, setup.audience, recipient)))
        }
        for channel in setup.channels {
            lines.append(
                Self.line(channel.name, verdict(check, channel.audience, channel.recipient))
            )
        }
        return lines
    }

    private static func line(_ name: String, _ text: String) -> String {
        let blanks = String(repeating: " ", count: max(0, 10 - name.count))
        return "  \(name)\(blanks) \(MailText.line(text, limit: 400))"
    }

    private func result(_ entry: Entry) -> String {
        let runs = entry.streak == 1 ? "1 run" : "\(entry.streak) runs"
        return "\(entry.result.rawValue) since \(TimeWords.moment(entry.since)), \(runs)"
    }

    private func after(_ check: CheckIdentity, _ entry: Entry, _ rule: CheckRule) -> String {
        guard let outage = board.outages[check], outage.end == nil else {
            return "\(rule.after): does not fail"
        }
        let runs = outage.runs == 1 ? "1 failing run" : "\(outage.runs) failing runs"
        return "\(rule.after): \(outage.isDown ? "down" : "not yet down"), \(runs)"
    }

    private func recover(_ check: CheckIdentity, _ rule: CheckRule) -> String {
        guard let outage = board.outages[check], outage.end == nil, outage.wellRuns > 0 else {
            return "\(rule.recover)"
        }
        return "\(rule.recover): well for \(outage.wellRuns)"
    }

    private func needs(_ check: CheckIdentity, _ rule: CheckRule) -> String {
        let failing = board.waiting[check] ?? []
        guard !failing.isEmpty else { return "\(rule.needs.joined(separator: ", ")): none fails" }
        return
            "\(failing.joined(separator: ", ")): fails, and this failure is reported as part of that one"
    }

    private func mute(_ check: CheckIdentity) -> String {
        switch board.mute(of: check) {
        case .maintenance(let window): "maintenance '\(window)'"
        case .silence(let line): "silence '\(line)'"
        case nil: "no"
        }
    }

    /// What becomes of the check in the report that is due to a recipient.
    private func verdict(
        _ check: CheckIdentity,
        _ audience: Audience,
        _ recipient: String
    ) -> String {
        let view = audience.view(board)
        let on = "on = \(audience.rules.on.rawValue)"
        guard view.entries[check] != nil else { return "\(on): only leaves it out" }
        let before = told.recipients[recipient]
        let last = before.map { "last told of \(TimeWords.moment($0.at))" } ?? "never told"
        let known = before?.down[check].map { "known as down since \(TimeWords.moment($0))" }
        let news = News(board: view, told: before, rules: audience.rules)
        let decision = audience.rules.decide(view, scan: scan, told: before)
        let now = decision == nil ? "nothing is due" : "a report is due"
        return [on, last, known, state(check, news), now].compactMap { $0 }.joined(separator: "; ")
    }

    private func state(_ check: CheckIdentity, _ news: News) -> String {
        if news.muted[check] != nil { return "muted" }
        if news.fresh.contains(check) { return "news: down" }
        if news.recovered.contains(where: { $0.check == check }) { return "news: recovered" }
        if news.freshWarnings[check] != nil { return "news: a warning begins" }
        if news.endedWarnings[check] != nil { return "news: a warning is over" }
        if news.waiting[check] != nil { return "waits for what it needs" }
        if news.pending.contains(check) { return "failing, not yet down" }
        return news.down[check] == nil ? "no news" : "down, no news"
    }
}
