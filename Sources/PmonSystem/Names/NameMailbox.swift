// SPDX-License-Identifier: MIT

private import Synchronization

/// Answers of the resolver on their way to the loop that waits for them.
package final class NameMailbox: Sendable {
    /// An answer and whom it is for.
    package struct Delivery: Sendable {
        /// The number that the loop gave.
        package let number: Int
        /// The answer.
        package let reply: NameResolver.Reply
    }

    private let deliveries = Mutex<[Delivery]>([])
    private let wake: @Sendable () -> Void

    /// A mailbox of the loop that `wake` wakes.
    package init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    /// Puts an answer in, from any thread.
    package func post(_ reply: NameResolver.Reply, number: Int) {
        let isFirst = deliveries.withLock { deliveries in
            deliveries.append(Delivery(number: number, reply: reply))
            return deliveries.count == 1
        }
        if isFirst { wake() }
    }

    /// Takes all answers.
    package func takeAll() -> [Delivery] {
        deliveries.withLock { deliveries in
            guard !deliveries.isEmpty else { return [] }
            defer { deliveries = [] }
            return deliveries
        }
    }
}
