// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText
import PmonTool

/// The values of pmon-mail's own flags.
struct MailOptions: OrdinaryOptions {
    /// `--print`.
    var print = false
    /// `--replay`.
    var replay = false
    /// `--events`.
    var events = false
    /// `--test`.
    var test = false
    /// The channel that is tried.
    var channel: String?
    /// `--explain`: the patterns of the checks.
    var explain: String?
    /// `--on`.
    var on: MailTrigger?
    /// The values of `--to`, each with one address or several.
    var to: [String] = []
    /// `--latest`.
    var latest: String?

    /// Nothing asked for.
    init() {}

    /// Those of an ordinary run.
    init(taking plain: inout PlainArguments) {
        latest = plain.take(.latest)
    }

    /// True if mails or events leave pmon and are remembered.
    var isTelling: Bool { !print && !replay && !events && explain == nil }

    /// The addresses of `--to`.
    var recipients: [String] {
        to.flatMap(MailList.split)
    }
}
