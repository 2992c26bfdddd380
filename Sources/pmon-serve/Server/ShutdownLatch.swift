// SPDX-License-Identifier: MIT

import PmonSystem
import Synchronization

/// Wakes the main thread, which sleeps in poll(2), when the server has ended.
final class ShutdownLatch: Sendable {
    private let state = Mutex<(finished: Bool, error: ToolError?)>((false, nil))
    private let pipe: WakePipe

    /// A latch that is open.
    init() throws(ToolError) {
        pipe = try WakePipe()
    }

    /// Whether the server has ended.
    var isFinished: Bool { state.withLock { $0.finished } }

    /// Why it ended, if it was not asked to.
    var error: ToolError? { state.withLock { $0.error } }

    /// The server has ended.
    func finish(_ error: ToolError?) {
        state.withLock { $0 = (true, error) }
        pipe.wake()
    }

    /// Sleeps until the server ends, another descriptor becomes readable, or the time is over; nil sleeps for ever.
    func wait(orReadable other: Int32 = -1, limit: Duration? = nil) {
        WakePipe.wait(for: [pipe.readEnd, other], limit: limit)
    }
}
