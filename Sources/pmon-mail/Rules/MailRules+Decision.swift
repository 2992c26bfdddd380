// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

extension MailRules {
    /// The due report for a recipient whose last report was `told`; nil if none is due.
    ///
    /// The one place that decides, for live mails and for a replayed history; it knows no clock. `scan` is the
    /// state of the newest scan on the board, or stale.
    func decide(_ board: ResultTable, scan: ScanState, told: NotificationState?) -> Decision? {
        guard let present = board.present else { return nil }
        let isNews = told?.at != present || scan.name != told?.scan
        let scanChanged = scan.name != (told?.scan ?? ScanState.whole.name)
        switch on {
        case .always: guard isNews else { return nil }
        case .failure:
            guard isNews, !board.failing.isEmpty || scan != .whole else { return nil }
        case .change:
            // Nothing fails, failed, or ended: the usual case, left without building anything.
            let isQuiet = board.failing.isEmpty && board.outages.outages.isEmpty
            guard !isQuiet || scanChanged || told?.down.isEmpty == false else { return nil }
        }
        let news = News(board: board, told: told, rules: self)
        let isEvent = scanChanged || !news.fresh.isEmpty || !news.recovered.isEmpty
        let isReminder = !isEvent && isReminderDue(present, scan, news, told)
        guard on != .change || isEvent || isReminder else { return nil }
        return Decision(
            present: present,
            scan: scan,
            down: news.down,
            fresh: news.fresh,
            waiting: news.waiting,
            pending: news.pending,
            recovered: news.recovered,
            isReminder: on == .change && isReminder,
            episode: told?.episode ?? news.episodeStart(present, scan)
        )
    }

    private func isReminderDue(
        _ present: Timestamp,
        _ scan: ScanState,
        _ news: News,
        _ told: NotificationState?
    ) -> Bool {
        guard let remind, let told, !news.down.isEmpty || scan != .whole else { return false }
        return present - told.at >= remind
    }
}

/// The news on a board for a recipient.
private struct News {
    var down: [CheckIdentity: Timestamp] = [:]
    var fresh: Set<CheckIdentity> = []
    var waiting: [CheckIdentity: [String]] = [:]
    var pending: Set<CheckIdentity> = []
    var recovered: [Decision.Recovery] = []

    init(board: ResultTable, told: NotificationState?, rules: MailRules) {
        let known = Self.known(told, board)
        for check in board.failing {
            guard let outage = board.outages[check], let start = outage.start else { continue }
            if let toldStart = known[check] {
                // A new outage, if it began after the last mail: the end of the one before was missed.
                let isNew = !outage.isHeld && (told.map { start > $0.at } ?? false)
                down[check] = isNew ? start : toldStart
                if isNew { fresh.insert(check) }
            } else if let needs = board.waiting[check] {
                down[check] = start
                waiting[check] = needs
            } else if rules.isReached(outage, of: check) {
                down[check] = start
                fresh.insert(check)
            } else {
                pending.insert(check)
            }
        }
        for (check, start) in known {
            guard let entry = board.entries[check], !entry.isFailing else { continue }
            if rules.on == .change,
                board.outages[check].map({ $0.end == nil && $0.wellRuns > 0 }) ?? false
            {
                down[check] = start
                continue
            }
            recovered.append(.init(check: check, start: start, end: entry.since))
        }
        for (check, outage) in board.outages.outages {
            guard let end = outage.end, !outage.isHeld, known[check] == nil,
                rules.isReached(outage, of: check), let entry = board.entries[check],
                Self.isUntold(end, entry, told, recover: rules.checks[check].recover)
            else { continue }
            recovered.append(.init(check: check, start: outage.start, end: end))
        }
        recovered.sort { $0.check < $1.check }
    }

    /// What was reported as down, under the names that the checks have now.
    private static func known(
        _ told: NotificationState?,
        _ board: ResultTable
    ) -> [CheckIdentity: Timestamp] {
        var known = told?.down ?? [:]
        for (check, start) in known where board.entries[check] == nil {
            for heir in board.heirs(of: check) where known[heir] == nil { known[heir] = start }
            known[check] = nil
        }
        return known
    }

    /// True for an outage that ended after the last mail.
    ///
    /// A recipient without any mail gets only a fresh end.
    private static func isUntold(
        _ end: Timestamp,
        _ entry: Entry,
        _ told: NotificationState?,
        recover: Int
    ) -> Bool {
        guard let told else { return entry.streak == recover }
        return end > told.at
    }

    /// The first instant of the reported problem; nil if nothing is wrong.
    func episodeStart(_ present: Timestamp, _ scan: ScanState) -> Timestamp? {
        let starts = down.values + recovered.map { $0.start ?? $0.end }
        return starts.min() ?? (scan == .whole ? nil : present)
    }
}
