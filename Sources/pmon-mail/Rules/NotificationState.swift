// SPDX-License-Identifier: MIT

import PmonRecord

/// The last report to one recipient.
struct NotificationState: Equatable, Sendable {
    /// The greatest time of the records that the mail was made of.
    var at: Timestamp
    /// The state of the scan, by `ScanState.name`.
    var scan: String
    /// When the present episode began: the time from the first fault until all is well again.
    var episode: Timestamp?
    /// The checks known to be down, and since when.
    var down: [CheckIdentity: Timestamp] = [:]
    /// The warnings known to hold.
    var warnings: [CheckIdentity: WarningKinds] = [:]
}
