// SPDX-License-Identifier: MIT

import PmonSystem

/// One visit to a machine, whatever carries it.
///
/// No step blocks. The engine calls `step` when `waitsFor` is ready or `wakeTime` has come.
protocol MachineVisit: AnyObject {
    /// What the visit has brought; nil while it lasts.
    var result: Gathered? { get }
    /// What is to be waited for.
    var waitsFor: [Readiness] { get }
    /// When `step` has something to do even if nothing is ready; nil while it waits for `enter`.
    var wakeTime: Monotonic? { get }
    /// The limits it counts under until it is logged in; empty before it knows them and after the login.
    var limits: [LoginLimit] { get }
    /// True while it waits for `enter`.
    var isWaitingToLogIn: Bool { get }

    /// Begins to log in; the machine's time limit begins.
    func enter(now: Monotonic)
    /// Goes on as far as is possible now.
    func step(now: Monotonic)
    /// Ends the visit where it stands.
    func cancel(_ failure: VisitFailure)
    /// Whether the machine keeps silent, at first for `patience`, once connected for `silence`: then the visit costs
    /// next to nothing.
    func isUnanswered(now: Monotonic, patience: Duration, silence: Duration) -> Bool
}

/// The further tries that a visit makes if the server cut the connection before the login.
struct FurtherTries {
    private var count = 0

    /// The pause before the next try; nil if there is none.
    ///
    /// A server that is full, or may be, is given longer each time to log others in; and those that were cut together do
    /// not come back together.
    mutating func pause(isFull: Bool) -> Duration? {
        guard count < (isFull ? 3 : 1) else { return nil }
        count += 1
        return .milliseconds(Int.random(in: 300...700) << (count - 1))
    }
}
