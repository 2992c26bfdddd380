// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

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
        case .failure: guard isNews else { return nil }
        case .change:
            // Nothing fails, failed, or ended: the usual case, left without building anything.
            let isQuiet =
                board.failing.isEmpty && board.outages.outages.isEmpty && board.warned.isEmpty
            let isKnown = told.map { $0.down.isEmpty && $0.warnings.isEmpty } ?? true
            guard !isQuiet || scanChanged || !isKnown else { return nil }
        }
        let news = News(board: board, told: told, rules: self)
        let isWarningNews = !news.freshWarnings.isEmpty || !news.endedWarnings.isEmpty
        let isEvent =
            scanChanged || !news.fresh.isEmpty || !news.recovered.isEmpty || isWarningNews
        let isReminder = !isEvent && isReminderDue(present, scan, news, told)
        switch on {
        case .always: break
        case .failure:
            guard news.isFailing || scan != .whole || isWarningNews else { return nil }
        case .change: guard isEvent || isReminder else { return nil }
        }
        return Decision(
            present: present,
            scan: scan,
            down: news.down,
            fresh: news.fresh,
            waiting: news.waiting,
            pending: news.pending,
            muted: news.muted,
            kept: news.kept,
            warnings: news.warnings,
            freshWarnings: news.freshWarnings,
            endedWarnings: news.endedWarnings,
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
        // What only waits for others was no news, so there is nothing to remind of.
        let isDown = news.down.keys.contains { news.waiting[$0] == nil }
        guard let remind, let told, isDown || scan != .whole else { return false }
        let age = present - told.at
        // A report from the future, as `FutureRule` has it, was made before a clock was set right.
        return age >= remind || age < .seconds(-86_400)
    }
}
