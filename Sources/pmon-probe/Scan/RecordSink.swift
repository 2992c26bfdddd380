// SPDX-License-Identifier: MIT

import PmonSystem
private import Synchronization

/// What the loops have to say, on its way to the thread that writes it.
///
/// Loops never write themselves: a reader that is slow would keep them from their sockets and falsify timings.
final class RecordSink: Sendable {
    /// Finished checks since the last look.
    struct Batch: Sendable {
        /// Records, each with its newline.
        var lines: [UInt8] = []
        /// Explanations for stderr.
        var explanations: [UInt8] = []
        /// Jobs that were done, by their index.
        var indexes: [Int] = []
        /// How many of them failed.
        var failures = 0
        /// How many could not be made because of their settings.
        var misconfigured = 0
        /// Loops that ended.
        var endedLoops = 0
        /// What ended a loop before its time.
        var error: ToolError?

        /// True if there is nothing in it.
        var isEmpty: Bool { indexes.isEmpty && endedLoops == 0 }
    }

    /// Beyond this, loops start nothing new until the reader has caught up.
    private static let congestion = 1 << 20

    private let batch = Mutex(Batch())
    private let wake: WakePipe

    /// A sink that wakes the writing thread by that pipe.
    init(wake: WakePipe) {
        self.wake = wake
    }

    /// Adds what a loop has finished.
    func push(_ more: Batch) {
        guard !more.isEmpty else { return }
        let wasEmpty = batch.withLock { batch in
            guard !batch.isEmpty else {
                batch = more
                return true
            }
            batch.lines += more.lines
            batch.explanations += more.explanations
            batch.indexes += more.indexes
            batch.failures += more.failures
            batch.misconfigured += more.misconfigured
            batch.endedLoops += more.endedLoops
            batch.error = batch.error ?? more.error
            return false
        }
        if wasEmpty { wake.wake() }
    }

    /// Takes all there is.
    func take() -> Batch {
        batch.withLock { batch in
            defer { batch = Batch() }
            return batch
        }
    }

    /// True while the reader is too slow.
    var isCongested: Bool { batch.withLock { $0.lines.count > Self.congestion } }
}
