// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// The settings that decide when a report is due.
struct MailRules: Equatable, Sendable {
    /// The cause of a report.
    var on = MailTrigger.always
    /// When checks are down and well again, with `on = change`.
    var checks = CheckRules()
    /// Time between reminders of what is still down, with `on = change`.
    var remind: Duration?
    /// Expected time between scans: the shortest of all checks.
    var every: Duration?

    /// How many times the expected time may pass before what is known counts as stale, as on the page.
    static let reach = 2.5

    /// How old the newest record may be before the monitor is stale; nil if no time between scans is expected.
    var staleAfter: Duration? { every.map { $0 * Self.reach } }

    /// The same for one check.
    func staleAfter(_ check: CheckIdentity) -> Duration? {
        checks[check].every.map { $0 * Self.reach }
    }

    /// True if the outage of a check has gone on for long enough to be told.
    func isReached(_ outage: OutageBook.Outage, of check: CheckIdentity) -> Bool {
        guard on == .change, !outage.isDown else { return true }
        let after = checks[check].after
        return !after.isWindow && outage.runs >= after.failures
    }
}
