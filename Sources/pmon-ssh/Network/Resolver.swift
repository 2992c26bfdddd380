// SPDX-License-Identifier: MIT

import PmonCore
private import Synchronization

/// Looks names up on threads of its own, because getaddrinfo(3) blocks and knows no time limit.
///
/// A thread that hangs in the system's resolver holds up nothing but itself; there are at most `limit` of them.
final class Resolver: Sendable {
    /// The answer to one lookup.
    struct Answer: Sendable {
        /// What `start` was given.
        let ticket: Int
        let result: Result<[SocketAddress], VisitFailure>
    }

    private struct Question: Sendable {
        let ticket: Int
        let host: String
        let port: Int
    }

    private struct State {
        var waiting: [Question] = []
        var answers: [Answer] = []
        var threads = 0
    }

    /// A function that looks a name up, blocking.
    typealias LookUp =
        @Sendable (_ host: String, _ port: Int) -> Result<
            [SocketAddress], VisitFailure
        >

    /// The most threads at once.
    static let standardLimit = 64

    private let wake: WakePipe
    private let limit: Int
    private let lookUp: LookUp
    private let state = Mutex(State())

    /// A resolver that raises `wake` whenever there is an answer to take.
    init(
        wake: WakePipe,
        limit: Int = standardLimit,
        lookUp: @escaping LookUp = { SocketAddress.lookUp(host: $0, port: $1) }
    ) {
        self.wake = wake
        self.limit = limit
        self.lookUp = lookUp
    }

    /// Begins a lookup; its answer carries the ticket.
    func start(ticket: Int, host: String, port: Int) {
        let question = Question(ticket: ticket, host: host, port: port)
        let needsThread = state.withLock { state in
            state.waiting.append(question)
            guard state.threads < limit else { return false }
            state.threads += 1
            return true
        }
        guard needsThread else { return }
        if (try? WorkerThread.startDetached { self.work() }) != nil { return }
        let isAlone = state.withLock { state in
            state.threads -= 1
            return state.threads == 0
        }
        // Without any thread nobody would ever answer.
        if isAlone { work(isThread: false) }
    }

    /// Takes the answers that have come.
    func takeAnswers() -> [Answer] {
        state.withLock { state in
            defer { state.answers = [] }
            return state.answers
        }
    }

    /// Answers questions until there are none left.
    private func work(isThread: Bool = true) {
        while let question = nextQuestion(isThread) {
            let answer = Answer(
                ticket: question.ticket,
                result: lookUp(question.host, question.port)
            )
            state.withLock { $0.answers.append(answer) }
            wake.wake()
        }
    }

    private func nextQuestion(_ isThread: Bool) -> Question? {
        state.withLock { state in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            if isThread { state.threads -= 1 }
            return nil
        }
    }
}
