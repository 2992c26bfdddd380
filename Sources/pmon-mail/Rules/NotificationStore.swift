// SPDX-License-Identifier: MIT

import PmonCore
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
