// SPDX-License-Identifier: MIT

import PmonCurl
private import Synchronization

/// Answers of the resolver on their way to the loop whose checks wait for them.
final class NameMailbox: Sendable {
    /// An answer and the check it is for.
    struct Delivery: Sendable {
        /// The check's number in its loop.
        let number: Int
        /// The answer.
        let reply: NameResolver.Reply
    }

    private let deliveries = Mutex<[Delivery]>([])
    private let waker: LoopWaker

    /// A mailbox of the loop that the waker wakes.
    init(waker: LoopWaker) {
        self.waker = waker
    }

    /// Puts an answer in, from any thread.
    func post(_ delivery: Delivery) {
        let isFirst = deliveries.withLock { deliveries in
            deliveries.append(delivery)
            return deliveries.count == 1
        }
        if isFirst { waker.wake() }
    }

    /// Takes all answers.
    func takeAll() -> [Delivery] {
        deliveries.withLock { deliveries in
            guard !deliveries.isEmpty else { return [] }
            defer { deliveries = [] }
            return deliveries
        }
    }
}
