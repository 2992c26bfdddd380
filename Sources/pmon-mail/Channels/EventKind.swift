// SPDX-License-Identifier: MIT

/// What an event is about, member `kind`.
enum EventKind: String, CaseIterable, Sendable {
    /// Something went down or recovered.
    case change
    /// Something is down still.
    case reminder
    /// The result of a run, for those who want each.
    case report
    /// No scan came.
    case stale
    /// A trial.
    case test
}
