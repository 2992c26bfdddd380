// SPDX-License-Identifier: MIT

import PmonText

/// What the callbacks of one session need; its address is the session's `abstract`.
struct SSHSessionContext {
    /// What may still be received.
    var budget: ReceiveBudget
    /// The answer to questions that are not echoed, while such questions may come.
    var answer: Secret?
    /// True once the peer has hung up; libssh2 reports vaguer errors afterwards.
    var isCut = false
    /// What it says in words; outlives the session.
    let words = PeerWords()

    /// The context of the pointer that libssh2 passes to a callback.
    static func of(
        _ abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> UnsafeMutablePointer<SSHSessionContext>? {
        abstract?.pointee?.assumingMemoryBound(to: SSHSessionContext.self)
    }
}
