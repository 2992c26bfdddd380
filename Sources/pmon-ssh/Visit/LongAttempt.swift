// SPDX-License-Identifier: MIT

import PmonSystem
private import Synchronization

/// One call of libssh2 on a thread of its own: opening a key with a passphrase takes a tenth of a second and more, as
/// it is meant to be slow to try, and would hold up all other machines.
///
/// Until `outcome` has been taken the session belongs to that thread; it may outlive the visit.
final class LongAttempt {
    /// What came of the call.
    typealias Outcome = Result<SSHSession.Attempt, SSHError>

    private let state: State

    private final class State: Sendable {
        let wake: WakePipe
        let outcome = Mutex<Outcome?>(nil)

        init() throws(ToolError) { wake = try WakePipe() }
    }

    /// Begins the call.
    init(
        _ session: SSHSession,
        _ body: @escaping @Sendable (SSHSession) throws(SSHError) -> SSHSession.Attempt
    ) throws(ToolError) {
        let state = try State()
        self.state = state
        // Nobody else touches it until the outcome is there.
        nonisolated(unsafe) let session = session
        try WorkerThread.startDetached {
            let outcome = Outcome { () throws(SSHError) in try body(session) }
            state.outcome.withLock { $0 = outcome }
            state.wake.wake()
        }
    }

    /// The end of the call.
    var waitsFor: Readiness { .read(state.wake.readEnd) }

    /// What came of it; nil as long as it runs.
    var outcome: Outcome? { state.outcome.withLock { $0 } }
}
