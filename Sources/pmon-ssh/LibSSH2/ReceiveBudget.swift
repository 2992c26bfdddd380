// SPDX-License-Identifier: MIT

/// How much one session may receive: at a turn, so that a flood delays no other machine, and in its whole life.
///
/// libssh2 reads on as long as the socket has data, and a hostile server can fill it faster than it is emptied.
struct ReceiveBudget {
    /// Bytes a turn of the loop may take from one socket.
    static let turn = 128 * 1024
    /// Bytes a whole session may take; a gathering is a few hundred KiB at most.
    static let session = 8 << 20
    /// What a call costs at least, because libssh2 reads the greeting byte by byte.
    private static let leastCost = 64

    private var leftOfTurn = turn
    private var leftOfSession: Int
    /// Bytes received so far.
    private(set) var received = 0

    /// True once the peer has sent more than a session may.
    var isExhausted: Bool { leftOfSession <= 0 }

    /// A fresh budget of that many bytes.
    init(session: Int = session) {
        leftOfSession = session
    }

    /// Begins a turn.
    mutating func renew() {
        leftOfTurn = Self.turn
    }

    /// How many of the wanted bytes may be read now; 0 ends the turn.
    func allowance(_ wanted: Int) -> Int {
        max(0, min(wanted, leftOfTurn, leftOfSession))
    }

    /// Takes note of received bytes.
    mutating func spend(_ count: Int) {
        leftOfTurn -= max(count, Self.leastCost)
        leftOfSession -= count
        received += count
    }
}
