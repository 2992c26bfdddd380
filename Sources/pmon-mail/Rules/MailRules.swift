// SPDX-License-Identifier: MIT

import PmonCore

/// The settings that decide when a report is due.
struct MailRules: Equatable, Sendable {
    /// The cause of a report.
    var on = MailTrigger.always
    /// Failing runs before an address counts as down, with `on = change`.
    var after = 1
    /// Time between reminders of what is still down, with `on = change`.
    var remind: Duration?
    /// Expected time between scans.
    var every: Duration?

    /// How many times the expected time may pass before what is known counts as stale, as on the page.
    static let reach = 2.5

    /// How old a record may be before it is stale; nil if no time between scans is expected.
    var staleAfter: Duration? { every.map { $0 * Self.reach } }

    /// Failing runs that make an address one that is down.
    var runsUntilDown: Int { on == .change ? after : 1 }
}
