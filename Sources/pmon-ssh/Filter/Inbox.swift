// SPDX-License-Identifier: MIT

import PmonSystem
private import Synchronization

/// What the filter has for the engine, handed over between their threads.
final class Inbox: Sendable {
    /// What has come since the last look.
    struct Content: Sendable {
        var requests: [Request] = []
        /// True once nothing more comes.
        var isClosed = false
        /// True once all work is to be given up.
        var isCancelled = false
    }

    /// Readable when there is something new.
    let wake: WakePipe
    private let content = Mutex(Content())

    /// An empty inbox that raises `wake`.
    init(wake: WakePipe) {
        self.wake = wake
    }

    /// Adds a request.
    func add(_ request: Request) {
        content.withLock { $0.requests.append(request) }
        wake.wake()
    }

    /// Nothing more comes; what is under way is finished, or given up if `cancelling`.
    func close(cancelling: Bool) {
        content.withLock { content in
            content.isClosed = true
            content.isCancelled = content.isCancelled || cancelling
        }
        wake.wake()
    }

    /// Takes what has come.
    func take() -> Content {
        content.withLock { content in
            defer { content.requests = [] }
            return content
        }
    }
}
