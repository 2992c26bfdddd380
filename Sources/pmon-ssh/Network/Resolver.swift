// SPDX-License-Identifier: MIT

import PmonSystem
private import Synchronization

/// Looks names up on threads of its own, because getaddrinfo(3) blocks and knows no time limit.
///
/// A thread that hangs in the system's resolver holds up nothing but itself; there are at most `limit` of them. Where
/// all hang, or the system has no thread left, a lookup fails at once and says so: the name is not at fault.
final class Resolver: Sendable {
    /// The answer to one lookup.
    struct Answer: Sendable {
        /// What `start` was given.
        let ticket: Int
        let result: Result<[SocketAddress], VisitFailure>
    }

    private struct State {
        var answers: [Answer] = []
        var threads = 0
    }

    /// A function that looks a name up, blocking.
    typealias LookUp =
        @Sendable (_ host: String, _ port: Int) -> Result<
            [SocketAddress], VisitFailure
        >

    /// Lookups that nobody waits for any more, beside those that visits wait for.
    static let mostForgotten = 1024

    private let wake: WakePipe
    private let limit: Int
    private let lookUp: LookUp
    private let state = Mutex(State())

    /// A resolver that raises `wake` whenever there is an answer to take, with that many threads at most.
    init(
        wake: WakePipe,
        limit: Int,
        lookUp: @escaping LookUp = { SocketAddress.lookUp(host: $0, port: $1) }
    ) {
        self.wake = wake
        self.limit = limit
        self.lookUp = lookUp
    }

    /// Begins a lookup; its answer carries the ticket.
    func start(ticket: Int, host: String, port: Int) {
        let hasRoom = state.withLock { state in
            guard state.threads < limit else { return false }
            state.threads += 1
            return true
        }
        guard hasRoom else {
            return answer(ticket, "\(limit) names that are looked up have no answer yet")
        }
        do throws(ToolError) {
            try WorkerThread.startDetached { [self] in
                let result = lookUp(host, port)
                state.withLock { state in
                    state.threads -= 1
                    state.answers.append(Answer(ticket: ticket, result: result))
                }
                wake.wake()
            }
        } catch {
            state.withLock { $0.threads -= 1 }
            answer(ticket, error.message)
        }
    }

    /// Answers that pmon itself could not look a name up.
    private func answer(_ ticket: Int, _ words: String) {
        let failure = VisitFailure(.timeout, "pmon itself cannot look its name up: \(words)")
        state.withLock { $0.answers.append(Answer(ticket: ticket, result: .failure(failure))) }
        wake.wake()
    }

    /// Takes the answers that have come.
    func takeAnswers() -> [Answer] {
        state.withLock { state in
            defer { state.answers = [] }
            return state.answers
        }
    }
}
