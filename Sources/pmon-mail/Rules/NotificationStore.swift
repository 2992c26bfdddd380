// SPDX-License-Identifier: MIT

import PmonSystem
private import Synchronization

/// The told file while reports are on their way: each receipt is on disk before the next one is waited for.
final class NotificationStore: Sendable {
    private let state: Mutex<NotificationFile>
    private let problem = Mutex<ToolError?>(nil)
    private let path: String
    private let owner: FileOwner

    /// The file of that content.
    init(_ file: NotificationFile, path: String, owner: FileOwner) {
        state = Mutex(file)
        self.path = path
        self.owner = owner
    }

    /// Its content.
    var file: NotificationFile { state.withLock { $0 } }

    /// What kept it from being written; nil if nothing did.
    var error: ToolError? { problem.withLock { $0 } }

    /// Puts the content into place as it is, with room for receipts: whether they can be kept must be known before anybody
    /// is told, as it would be told again by every run.
    ///
    /// Throws what keeps it from being written.
    func prepare(for receipts: [(recipients: [String], told: NotificationState)]) throws(ToolError)
    {
        let file = state.withLock { $0 }
        var later = file
        for receipt in receipts {
            for recipient in receipt.recipients { later.recipients[recipient] = receipt.told }
        }
        let room = max(0, later.bytes.count - file.bytes.count)
        do throws(ToolError) {
            try file.write(path, owner: owner, room: room)
        } catch {
            let why = "nothing is reported, because every run would report it again"
            throw ToolError(error.status, "\(error.message); \(why)")
        }
    }

    /// Notes what recipients were told.
    func note(_ recipients: [String], _ told: NotificationState) {
        change { file in
            for recipient in recipients { file.recipients[recipient] = told }
        }
    }

    /// Changes the content and writes it if it differs.
    func change(_ edit: (inout NotificationFile) -> Void) {
        state.withLock { file in
            let before = file
            edit(&file)
            if file != before { write(file) }
        }
    }

    /// Writes the content as it is.
    func save() {
        state.withLock { write($0) }
    }

    private func write(_ file: NotificationFile) {
        do throws(ToolError) {
            try file.write(path, owner: owner)
        } catch {
            problem.withLock { $0 = $0 ?? error }
        }
    }
}
