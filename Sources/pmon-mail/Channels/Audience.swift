// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import PmonText
private import Synchronization

/// Those that are told alike: the recipients of mails, or a channel.
struct Audience: Sendable {
    /// When a report is due to them.
    let rules: MailRules
    private let selection: Selection?

    /// Those who hear of the checks that `only` selects among the targets; of all without it.
    init(rules: MailRules, only: TargetPatterns?, targets: @autoclosure () -> TargetLookup) {
        self.rules = rules
        selection = only.map { Selection(only: $0, targets: targets()) }
    }

    /// The part of the results that they hear of.
    func view(_ board: ResultTable) -> ResultTable {
        guard let selection else { return board }
        return board.limited { selection.isMeant($0.check) }
    }

    /// Which checks are selected; a replay asks after each scan.
    private final class Selection: Sendable {
        private let only: TargetPatterns
        private let targets: TargetLookup
        private let known = Mutex<[CheckIdentity: Bool]>([:])

        init(only: TargetPatterns, targets: TargetLookup) {
            (self.only, self.targets) = (only, targets)
        }

        func isMeant(_ check: CheckIdentity) -> Bool {
            if let isMeant = known.withLock({ $0[check] }) { return isMeant }
            let key = check.name.target.map { String(decoding: $0, as: UTF8.self) }
            let url = URLText.redacted(check.url.text)
            let isMeant = targets.isSelected(key: key, url: url, by: only)
            known.withLock { $0[check] = isMeant }
            return isMeant
        }
    }
}
