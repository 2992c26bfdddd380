// SPDX-License-Identifier: MIT

import PmonCurl
import PmonSystem
private import Synchronization

/// The checks that wait for a place in a loop: filled by one thread, emptied by the loops.
final class JobQueue: Sendable {
    private struct State {
        var jobs: [Job] = []
        var head = 0
        var isClosed = false
        var isStopping = false
        /// True while the filling thread waits for room.
        var isAwaited = false
        var wakers: [LoopWaker] = []
        /// Loops that found nothing and have to be woken; the others look again by themselves.
        var hungry: [LoopWaker] = []
        var count: Int { jobs.count - head }
    }

    private let state = Mutex(State())
    private let room: WakePipe
    private let limit: Int

    /// A queue that `waitForRoom` keeps at about `limit` jobs; `room` wakes the thread that waits there.
    init(limit: Int, room: WakePipe) {
        self.limit = limit
        self.room = room
    }

    /// Lets a loop be woken when there is work.
    func register(_ waker: LoopWaker) {
        state.withLock { $0.wakers.append(waker) }
    }

    /// Adds work, and wakes as many of the loops that wait for some.
    ///
    /// After a stop it is dropped: the lines that were read before a signal still come from stdin.
    ///
    /// A loop that is busy is not woken: it asks again when it has room, and two system calls a job would be a tenth of
    /// a check.
    func push(_ jobs: some Collection<Job> & Sendable) {
        let wakers: ArraySlice<LoopWaker> = state.withLock { state in
            guard !state.isStopping else { return [] }
            state.jobs.append(contentsOf: jobs)
            let woken = state.hungry.suffix(jobs.count)
            state.hungry.removeLast(woken.count)
            return woken
        }
        for waker in wakers { waker.wake() }
    }

    /// No more work comes.
    func close() {
        let wakers = state.withLock { state in
            state.isClosed = true
            return state.wakers
        }
        for waker in wakers { waker.wake() }
    }

    /// Drops what waits and closes; what runs gets no further try.
    func stop() {
        state.withLock { state in
            state.jobs.removeAll()
            state.head = 0
            state.isStopping = true
        }
        close()
        room.wake()
    }

    /// The next job for the loop of that waker; nil if none waits, and the loop is woken when one comes.
    func next(for waker: LoopWaker) -> Job? {
        var hasRoom = false
        let job: Job? = state.withLock { state in
            guard state.count > 0 else {
                if !state.hungry.contains(where: { $0 === waker }) { state.hungry.append(waker) }
                return nil
            }
            let job = state.jobs[state.head]
            state.head += 1
            // Only when half of it is empty: a filler that is woken for each job costs more than the queue saves.
            if state.isAwaited, state.count <= limit / 2 {
                state.isAwaited = false
                hasRoom = true
            }
            // Moving the rest down at every half keeps both the memory and the work per job bounded.
            if state.head * 2 >= state.jobs.count {
                state.jobs.removeFirst(state.head)
                state.head = 0
            }
            return job
        }
        if hasRoom { room.wake() }
        return job
    }

    /// True once nothing waits and nothing comes.
    var isFinished: Bool { state.withLock { $0.isClosed && $0.count == 0 } }

    /// True once what runs is to come to an end.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Blocks until half of the queue is empty if it is full.
    func waitForRoom() {
        let isFull = state.withLock { state in
            state.isAwaited = state.count >= limit && !state.isStopping
            return state.isAwaited
        }
        guard isFull else { return }
        while state.withLock({ $0.isAwaited && !$0.isStopping }) {
            WakePipe.wait(for: [room.readEnd], limit: .seconds(1))
            room.drain()
        }
    }
}
