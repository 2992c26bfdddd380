// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Those that are told alike: the recipients of mails, or a channel.
struct Audience: Sendable {
    /// When a report is due to them.
    let rules: MailRules
    /// The checks they hear of; nil for all.
    let only: TargetPatterns?

    /// The part of the results that they hear of.
    func view(_ board: ResultTable, _ configuration: Configuration) -> ResultTable {
        guard let only else { return board }
        return board.limited { entry in
            let key = entry.check.name.target.map { String(decoding: $0, as: UTF8.self) }
            let url = URLText.redacted(entry.url.text)
            return only.matches(configuration.traits(key: key, url: url))
        }
    }
}
