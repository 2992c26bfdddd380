// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Decides which entries leave the latest file although nothing has replaced them.
///
/// What this monitor wrote leaves when `[urls]` has its target no more, and so does what names no monitor, such as the
/// records of the older pmon. Entries of others, which may share the files, leave after 30 days without a new record.
struct LeavingRule {
    private static let patience = Duration.seconds(30 * 86_400)

    private let settings: StoreSettings
    /// Entries of others from before this instant leave.
    private let oldest: Timestamp

    init(_ settings: StoreSettings, now: Timestamp = .now()) {
        self.settings = settings
        oldest = now + (.zero - Self.patience)
    }

    /// True if the entry of an address leaves.
    func leaves(_ entry: LatestEntry, of url: URLKey) -> Bool {
        guard !settings.addresses.contains(url) else { return false }
        let monitor = entry.record.withUnsafeBytes(Self.monitor)
        guard let monitor, monitor != settings.monitor else { return !settings.addresses.isEmpty }
        guard let at = entry.facts.at else { return false }
        return at < oldest
    }

    private static func monitor(of record: UnsafeRawBufferPointer) -> String? {
        var members = JSONMembers(record)
        while let member = members.next() {
            if member.hasKey("monitor") { return member.string }
        }
        return nil
    }
}
