// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem

/// The time for which the end of endless input is tried to be stored: a minute, and a few seconds after a stop, which
/// service managers follow up with a kill.
struct Patience {
    private static let atEnd = Duration.seconds(60)
    private static let atStop = Duration.seconds(5)
    private static let longestPause = Duration.seconds(10)

    private let began: ContinuousClock.Instant
    private var stopped: ContinuousClock.Instant?
    private var pause = Duration.zero

    init() {
        began = .now
        stopped = Signals.stopRequest.map { _ in began }
    }

    /// Plans the next attempt after a pause, or a shorter one if time is short; false if the time is over.
    mutating func allows(_ pause: Duration) -> Bool {
        if stopped == nil, Signals.stopRequest != nil { stopped = .now }
        let end = stopped.map { min($0 + Self.atStop, began + Self.atEnd) } ?? began + Self.atEnd
        let left = end - .now
        self.pause = min(pause, stopped == nil ? Self.longestPause : .seconds(1), left)
        return left > .zero
    }

    /// Waits for the next attempt; a stop ends the wait.
    func wait() {
        let milliseconds = Int32(clamping: Int(pause / .milliseconds(1)) + 1)
        // After a stop the descriptor stays readable.
        var wait = pollfd(
            fd: stopped == nil ? Signals.wakeDescriptor : -1,
            events: Int16(POLLIN),
            revents: 0
        )
        poll(&wait, 1, milliseconds)
    }
}
