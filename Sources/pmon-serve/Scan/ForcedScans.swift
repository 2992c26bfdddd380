// SPDX-License-Identifier: MIT

import PmonRecord
import PmonSystem
import Synchronization

/// Runs forced scans, one at a time.
final class ForcedScans: Sendable {
    /// What became of the wish to scan.
    enum Outcome: Equatable, Sendable {
        /// A scan was started.
        case started(ScanJob)
        /// One was running; the wish joins it.
        case joined(ScanJob)
        /// The last one is too recent; seconds to wait.
        case tooSoon(Int)
    }

    private struct State {
        var jobs: [ScanJob] = []
        var process: Int32?
        var count = 0
    }

    private let state = Mutex(State())
    private let onChange: @Sendable () -> Void
    private let onEnd: @Sendable (ScanJob) -> Void

    /// Jobs that are remembered.
    static let memory = 20
    /// Seconds after which a scan that still runs is ended.
    static let limit = 1800.0

    /// No scan yet; `onChange` is called when one ends, then `onEnd` with what became of it.
    init(
        onChange: @escaping @Sendable () -> Void = {},
        onEnd: @escaping @Sendable (ScanJob) -> Void = { _ in }
    ) {
        self.onChange = onChange
        self.onEnd = onEnd
    }

    /// The latest job.
    var latest: ScanJob? { state.withLock { $0.jobs.last } }

    /// The job of a name.
    func job(_ id: String) -> ScanJob? {
        state.withLock { state in state.jobs.last { $0.id == id } }
    }

    /// Starts a scan, joins the running one, or says how long to wait.
    func request(_ command: ScanCommand, pause: Double, now: Double) -> Outcome {
        let outcome = state.withLock { state -> Outcome in
            if let last = state.jobs.last {
                if last.isRunning { return .joined(last) }
                let left = last.started + pause - now
                if left > 0, left <= pause { return .tooSoon(Int(left.rounded(.up))) }
            }
            state.count += 1
            let job = ScanJob(
                id: "\(Int(now * 1000))-\(state.count)",
                started: now,
                notify: command.notify
            )
            state.jobs.append(job)
            if state.jobs.count > Self.memory { state.jobs.removeFirst() }
            return .started(job)
        }
        if case .started(let job) = outcome {
            do throws(ToolError) {
                try WorkerThread.startDetached { self.run(command, job.id) }
            } catch {
                finish(job.id, .failed(error.message))
            }
        }
        return outcome
    }

    /// Ends the running scan, when the server stops.
    func stop() {
        if let process = state.withLock({ $0.process }) { ScanProcess.end(process) }
    }

    private func run(_ command: ScanCommand, _ id: String) {
        let phase = ScanProcess.run(
            command,
            limit: Self.limit,
            started: { process in self.state.withLock { $0.process = process } },
            progress: { done, total in
                self.update(id) { job in
                    job.done = done
                    job.total = total ?? job.total
                }
            }
        )
        state.withLock { $0.process = nil }
        // The page must not say "finished" before it shows what the scan found.
        onChange()
        finish(id, phase)
    }

    private func finish(_ id: String, _ phase: ScanJob.Phase) {
        update(id) { job in
            job.phase = phase
            job.ended = Timestamp.now().seconds
        }
        if let job = job(id) { onEnd(job) }
    }

    private func update(_ id: String, _ change: (inout ScanJob) -> Void) {
        state.withLock { state in
            guard let index = state.jobs.lastIndex(where: { $0.id == id }) else { return }
            change(&state.jobs[index])
        }
    }
}
