// SPDX-License-Identifier: MIT

private import Glibc
import PmonConfig
import PmonCurl
import PmonSystem
import PmonTool

/// The main thread's side of probing: feeds the loops, writes what they find, sees the signals.
final class ScanRunner {
    /// Where jobs are pushed; safe from any thread.
    let queue: JobQueue
    /// Checks done, and how many of them failed.
    private(set) var done = 0
    private(set) var failures = 0
    /// How many could not be made because of their settings.
    private var misconfigured = 0
    /// Indexes of the jobs that were done since somebody took them away.
    var doneIndexes: [Int] = []

    private let sink: RecordSink
    private let wake: WakePipe
    private let room: WakePipe
    private let writer = LineWriter()
    private let explanations = LineWriter(descriptor: 2, name: "stderr")
    private let progress: Progress?
    private var threads: [WorkerThread] = []
    private var runningLoops = 0

    /// Starts the loops for `concurrency` checks at once; few jobs need one loop only.
    init(
        settings: PmonSettings,
        expectedJobs: Int?,
        explains: Bool,
        progress: Progress?,
        log: Diagnostics
    ) throws(ToolError) {
        wake = try WakePipe()
        room = try WakePipe()
        sink = RecordSink(wake: wake)
        self.progress = progress
        let concurrency = try DescriptorLimit.raise(for: settings.concurrency)
        queue = JobQueue(limit: max(concurrency, 64), room: room)
        do throws(CurlError) {
            try CurlGlobal.prepare()
        } catch {
            throw error.toolError
        }
        let loops = Self.loopCount(concurrency: concurrency, jobs: expectedJobs)
        let resolver = NameResolver(
            threadLimit: DescriptorLimit.lookups(beside: concurrency),
            callers: concurrency,
            resolve: LoopbackName.resolve
        )
        for index in 0..<loops {
            let services = ProbeLoop.Services(
                queue: queue,
                sink: sink,
                resolver: resolver,
                window: concurrency / loops + (index < concurrency % loops ? 1 : 0),
                explains: explains,
                log: log
            )
            threads.append(try WorkerThread.start { Self.runLoop(services) })
        }
        runningLoops = loops
    }

    /// One loop a core, but no loop for less than a handful of checks.
    static func loopCount(concurrency: Int, jobs: Int?) -> Int {
        let cores = max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
        return max(1, min(cores, concurrency, (jobs ?? .max) / 16))
    }

    /// True once all loops have ended.
    var isFinished: Bool { runningLoops == 0 }

    /// Writes what comes until the loops have ended, the instant is reached, or a signal came.
    ///
    /// Throws 141 and 74 of the streams, and what ended a loop.
    func work(until instant: Monotonic? = nil) throws(ToolError) {
        while !isFinished {
            if try writeBatch(), !queue.isFinished {
                // Records come one by one; written one by one, they make ten times the system calls.
                WakePipe.wait(for: [Signals.wakeDescriptor], limit: .milliseconds(1))
            }
            if isFinished { break }
            let now = Monotonic.now()
            if let instant, instant <= now { return }
            var limit = instant.map { $0 - now }
            if let progress { limit = min(limit ?? progress.interval, progress.interval) }
            WakePipe.wait(for: [wake.readEnd, Signals.wakeDescriptor], limit: limit)
            wake.drain()
            if Signals.stopRequest != nil, !queue.isStopping { queue.stop() }
            progress?.show(done: done, failures: failures)
            if signalCame() { return }
        }
        progress?.clear()
    }

    /// How a scan ends whose checks are done.
    func status(fail: Bool) -> ExitStatus {
        if misconfigured > 0 { return .configuration }
        return fail && failures > 0 ? .conditionFalse : .success
    }

    /// Waits for the threads, which have ended or are about to.
    func join() {
        for thread in threads { thread.join() }
        threads = []
    }

    private func signalCame() -> Bool {
        var entry = pollfd(fd: Signals.wakeDescriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, 0) > 0 else { return false }
        Signals.drainWakeups()
        return true
    }

    /// Writes what has come; false if nothing has.
    private func writeBatch() throws(ToolError) -> Bool {
        let batch = sink.take()
        guard !batch.isEmpty else { return false }
        if !batch.explanations.isEmpty {
            try explanations.write(line: batch.explanations.dropLast())
            try explanations.flush()
        }
        if !batch.lines.isEmpty {
            progress?.clear()
            // The last newline is the writer's.
            try writer.write(line: batch.lines.dropLast())
            try writer.flush()
        }
        done += batch.indexes.count
        failures += batch.failures
        misconfigured += batch.misconfigured
        runningLoops -= batch.endedLoops
        doneIndexes += batch.indexes
        if let error = batch.error { throw error }
        return true
    }

    private static func runLoop(_ services: ProbeLoop.Services) {
        var end = RecordSink.Batch()
        end.endedLoops = 1
        do throws(CurlError) {
            try ProbeLoop(services).run()
        } catch {
            end.error = error.toolError
        }
        services.sink.push(end)
    }
}
