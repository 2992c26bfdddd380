// SPDX-License-Identifier: MIT

/// A forced scan, running or ended.
struct ScanJob: Equatable, Sendable {
    /// Where a scan stands.
    enum Phase: Equatable, Sendable {
        /// It runs.
        case running
        /// It ended well.
        case finished
        /// It did not do its work; the text says why.
        case failed(String)
    }

    /// Its name in the API.
    let id: String
    /// Unix seconds of its start.
    let started: Double
    /// Whether it mails the report.
    let notify: Bool
    /// Where it stands.
    var phase = Phase.running
    /// Records that have passed so far.
    var done = 0
    /// Records announced, if known.
    var total: Int?
    /// Unix seconds of its end.
    var ended: Double?

    /// Whether it still runs.
    var isRunning: Bool { phase == .running }

    /// Name of the phase in the API.
    var state: String {
        switch phase {
        case .running: "running"
        case .finished: "finished"
        case .failed: "failed"
        }
    }

    /// Why it failed, if so.
    var reason: String? {
        if case .failed(let reason) = phase { reason } else { nil }
    }
}
