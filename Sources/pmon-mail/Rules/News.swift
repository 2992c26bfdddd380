// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// The news on a board for a recipient.
struct News {
    var down: [CheckIdentity: Timestamp] = [:]
    var fresh: Set<CheckIdentity> = []
    var waiting: [CheckIdentity: [String]] = [:]
    var pending: Set<CheckIdentity> = []
    var muted: [CheckIdentity: Decision.Muted] = [:]
    var kept: [CheckIdentity: Timestamp] = [:]
    var warnings: [CheckIdentity: WarningKinds] = [:]
    var freshWarnings: [CheckIdentity: WarningKinds] = [:]
    var endedWarnings: [CheckIdentity: WarningKinds] = [:]
    var recovered: [Decision.Recovery] = []

    init(board: ResultTable, told: NotificationState?, rules: MailRules) {
        let known = Self.known(told?.down ?? [:], board)
        for check in board.failing {
            guard let outage = board.outages[check],
                let start = board.entries[check]?.outage ?? outage.start
            else { continue }
            if let mute = board.muted[check] {
                muted[check] = Decision.Muted(mute: mute, start: start)
                kept[check] = known[check]
            } else if let toldStart = known[check] {
                // A new outage, if it began later: the end of the one before was missed, or nobody was to hear of it.
                let isNew =
                    !outage.isHeld && (outage.start ?? start) > toldStart
                    && board.waiting[check] == nil
                    && rules.isReached(outage, of: check)
                down[check] = isNew ? start : toldStart
                guard isNew else { continue }
                fresh.insert(check)
                // The outage before it ended while the check was muted, so its end is still to be reported.
                if let prior = outage.prior, prior.isTold(toldStart) {
                    recovered.append(.init(check: check, start: toldStart, end: prior.end))
                }
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
            let mute = board.muted[check]
            // An outage that ends within a window is reported after the window.
            if let mute, mute.isMaintenance {
                kept[check] = start
                continue
            }
            if rules.on == .change,
                board.outages[check].map({ $0.end == nil && $0.wellRuns > 0 }) ?? false
            {
                if mute == nil { down[check] = start } else { kept[check] = start }
                continue
            }
            let prior = board.outages[check]?.prior
            let end = prior.flatMap { $0.isTold(start) ? $0.end : nil } ?? entry.since
            recovered.append(.init(check: check, start: start, end: end))
        }
        for (check, outage) in board.outages.outages {
            guard let end = outage.end, !outage.isHeld, known[check] == nil,
                board.muted[check]?.isMaintenance != true,
                rules.isReached(outage, of: check), let entry = board.entries[check],
                Self.isUntold(outage, end, entry, told, recover: rules.checks[check].recover)
            else { continue }
            recovered.append(.init(check: check, start: entry.outage ?? outage.start, end: end))
        }
        recovered.sort { $0.check < $1.check }
        lookAtWarnings(board, known: Self.known(told?.warnings ?? [:], board))
    }

    /// True if something fails of which anybody is to hear.
    var isFailing: Bool { !down.isEmpty || !pending.isEmpty }

    /// What begins and ends among the warnings; neither a failure nor a muted run ends one.
    private mutating func lookAtWarnings(
        _ board: ResultTable,
        known: [CheckIdentity: WarningKinds]
    ) {
        guard !known.isEmpty || !board.warned.isEmpty else { return }
        for (check, kinds) in known {
            guard let entry = board.entries[check] else { continue }
            if entry.isFailing || board.isMuted(check) {
                warnings[check] = kinds
            } else {
                let ended = kinds.subtracting(entry.warnings)
                if !ended.isEmpty { endedWarnings[check] = ended }
            }
        }
        for check in board.warned where board.muted[check] == nil {
            guard let kinds = board.entries[check]?.warnings else { continue }
            warnings[check] = kinds
            let fresh = kinds.subtracting(known[check] ?? [])
            if !fresh.isEmpty { freshWarnings[check] = fresh }
        }
    }

    /// What was reported, under the names that the checks have now.
    private static func known<Value>(
        _ told: [CheckIdentity: Value],
        _ board: ResultTable
    ) -> [CheckIdentity: Value] {
        var known = told
        for (check, value) in told where board.entries[check] == nil {
            for heir in board.heirs(of: check) where known[heir] == nil { known[heir] = value }
            known[check] = nil
        }
        return known
    }

    /// True for an outage that ended after the last mail.
    ///
    /// A recipient without any mail gets only a fresh end.
    private static func isUntold(
        _ outage: OutageBook.Outage,
        _ end: Timestamp,
        _ entry: Entry,
        _ told: NotificationState?,
        recover: Int
    ) -> Bool {
        guard let told else { return outage.isDue || entry.streak == recover }
        return end > told.at
    }

    /// The first instant of the reported problem; nil if nothing is wrong.
    func episodeStart(_ present: Timestamp, _ scan: ScanState) -> Timestamp? {
        let starts = down.values + recovered.map { $0.start ?? $0.end }
        if let first = starts.min() { return first }
        // Each beginning and end of a warning is a conversation of its own.
        let isAboutWarnings = !freshWarnings.isEmpty || !endedWarnings.isEmpty
        return scan == .whole && !isAboutWarnings ? nil : present
    }
}
