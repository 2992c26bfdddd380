// SPDX-License-Identifier: MIT

private import Synchronization

/// Resolves names without making a caller wait for another name, and with one thread a name at most.
///
/// getaddrinfo(3) blocks and knows no time limit; libcurl's own resolver starts a thread for each transfer and may block
/// its loop while one ends. Here all callers of a name share one lookup; a lookup that outlives its callers is taken over
/// by the next caller of that name, so a dead name server costs one thread a name, not one a caller. There are threads for
/// as many names as callers can wait for at once, and `threadLimit` gives room for those that nobody waits for any more.
/// Answers are kept for a second: a scan asks once, the next scan asks again.
package final class NameResolver: Sendable {
    /// What is told to those who wait.
    package struct Reply: Sendable {
        /// The answer.
        package let answer: NameAnswer
        /// When the lookup began, which may be before the question was asked.
        package let began: Monotonic
    }

    /// Lookups that nobody waits for any more, beside those that callers wait for: as many as a tool makes room for.
    package static let mostForgotten = 1024

    private struct Lookup {
        let began: Monotonic
        var waiters: [@Sendable (Reply) -> Void]
        /// When the last of those who wait gives up.
        var until: Monotonic
    }

    private struct State {
        var running: [NameQuestion: Lookup] = [:]
        var queue: [NameQuestion] = []
        var threads = 0
        var known: [NameQuestion: (reply: Reply, until: Monotonic)] = [:]
        var pruneAt = 1024
    }

    private let state = Mutex(State())
    private let threadLimit: Int
    private let forgottenLimit: Int
    private let lifetime: Duration
    private let resolve: @Sendable (NameQuestion) -> NameAnswer

    /// A resolver with that many threads at most, whose answers live that long, for as many `callers` at once.
    package init(
        threadLimit: Int,
        callers: Int = 0,
        lifetime: Duration = .seconds(1),
        resolve: @escaping @Sendable (NameQuestion) -> NameAnswer = { $0.resolve() }
    ) {
        self.threadLimit = max(threadLimit, 1)
        forgottenLimit = max(self.threadLimit - callers, 1)
        self.lifetime = lifetime
        self.resolve = resolve
    }

    /// Asks for a name; a known answer comes at once, any other through `reply`, on another thread.
    ///
    /// The caller waits until `deadline`; a question that no thread has taken by then is dropped.
    package func ask(
        _ question: NameQuestion,
        until deadline: Monotonic,
        reply: @escaping @Sendable (Reply) -> Void
    ) -> Reply? {
        let now = Monotonic.now()
        var startsThread = false
        let known: Reply? = state.withLock { state in
            if let entry = state.known[question] {
                if entry.until > now { return entry.reply }
                state.known[question] = nil
            }
            if let running = state.running[question] {
                state.running[question]?.waiters.append(reply)
                state.running[question]?.until = max(running.until, deadline)
                return nil
            }
            state.running[question] = Lookup(began: now, waiters: [reply], until: deadline)
            state.queue.append(question)
            if state.threads < threadLimit {
                state.threads += 1
                startsThread = true
            }
            return nil
        }
        if startsThread { startThread(for: question) }
        return known
    }

    /// False while a further caller could find no thread for its name.
    ///
    /// A caller waits for one lookup at a time and leaves one at most behind that nobody waits for. So where callers ask
    /// only while there is room, each has a thread at once.
    package var hasRoom: Bool {
        let now = Monotonic.now()
        return state.withLock { state in
            guard state.threads >= forgottenLimit else { return true }
            var forgotten = 0
            for lookup in state.running.values where lookup.until <= now { forgotten += 1 }
            return forgotten < forgottenLimit
        }
    }

    /// How many threads work at present.
    var threadCount: Int { state.withLock { $0.threads } }

    private func startThread(for question: NameQuestion) {
        do throws(ToolError) {
            try WorkerThread.startDetached { self.work() }
        } catch {
            // Other threads may be waiting for names that never answer, so this question does not wait for them.
            let isQueued = state.withLock { state in
                state.threads -= 1
                let place = state.queue.firstIndex(of: question)
                if let place { state.queue.remove(at: place) }
                return place != nil
            }
            guard isQueued else { return }
            finish(question, .failure(.noThread(error.message)))
        }
    }

    /// Takes one name after the other until none is left, so that no idle thread stays.
    private func work() {
        while let question = nextQuestion() {
            finish(question, resolve(question))
        }
    }

    /// The next name that somebody waits for.
    private func nextQuestion() -> NameQuestion? {
        let now = Monotonic.now()
        return state.withLock { state in
            while !state.queue.isEmpty {
                let question = state.queue.removeFirst()
                if let lookup = state.running[question], lookup.until > now { return question }
                state.running[question] = nil
            }
            state.threads -= 1
            return nil
        }
    }

    private func finish(_ question: NameQuestion, _ answer: NameAnswer) {
        let now = Monotonic.now()
        let finished: (reply: Reply, waiters: [@Sendable (Reply) -> Void])? = state.withLock {
            state in
            guard let lookup = state.running.removeValue(forKey: question) else { return nil }
            let reply = Reply(answer: answer, began: lookup.began)
            if case .success = answer {
                if state.known.count >= state.pruneAt {
                    state.known = state.known.filter { $0.value.until > now }
                    state.pruneAt = max(1024, state.known.count * 2)
                }
                state.known[question] = (reply, now + lifetime)
            }
            return (reply, lookup.waiters)
        }
        guard let finished else { return }
        for waiter in finished.waiters { waiter(finished.reply) }
    }
}
