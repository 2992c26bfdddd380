// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonRecord
import PmonSystem
import PmonTool

/// `--every`: scans again and again by the monotonic clock, each with its addresses spread over the period.
///
/// Targets with a period of their own have scans of their own.
///
/// An address is never checked twice at once: while a check lasts, its next one waits. A scan does not begin while one
/// of the addresses still waits for the scan before, so that each scan that begins is whole. A scan whose targets a new
/// configuration changes is given up, and begins anew.
final class RepeatedScan {
    /// An address in the scans of a period.
    private struct Repetition: Hashable {
        let period: Duration
        let base: String
    }

    private let period: Duration
    private let options: ProbeOptions
    private let log: Diagnostics
    private let runner: ScanRunner
    private var watch: ConfigurationWatch
    private var settings: PmonSettings
    /// The first one is that of `--every`.
    private var rhythms: [ScanRhythm]
    /// The `run` of the scan that began last.
    private var lastRun = 0
    /// How often an address had its turn in the present scan of a period.
    private var repetitions: [Repetition: Int] = [:]
    /// Addresses that are being checked, by the index of their job, and the other way round.
    private var running: [Int: String] = [:]
    private var busy: Set<String> = []
    /// Jobs that wait for the end of the check before.
    private var waiting: [String: Job] = [:]
    private var lastIndex = 0

    /// A repetition that starts with those targets.
    init(
        period: Duration,
        options: ProbeOptions,
        shared: SharedOptions,
        context: ToolContext,
        targets: TargetList
    ) throws(ToolError) {
        self.period = period
        self.options = options
        log = context.log
        settings = context.configuration.pmon
        rhythms = ScanRhythm.all(of: targets.targets, every: period, from: .now())
        watch = ConfigurationWatch(shared: shared, configuration: context.configuration)
        runner = try ScanRunner(
            settings: context.configuration.pmon,
            expectedJobs: nil,
            explains: options.explain,
            progress: options.progress ? Progress(total: nil) : nil,
            log: context.log
        )
    }

    /// Scans until `--count` scans were made or a stop was asked for.
    func run() throws(ToolError) -> ExitStatus {
        var scans = 0
        while Signals.stopRequest == nil {
            let isOver = scans >= options.count ?? .max
            // After the last scan that counts, those that began end, and each other period has its first.
            let open = rhythms.indices.filter {
                !isOver || rhythms[$0].scan != nil || $0 > 0 && rhythms[$0].isInFirstScan
            }
            guard let index = open.min(by: { rhythms[$0].due < rhythms[$1].due }) else { break }
            try work(until: rhythms[index].due)
            guard Signals.stopRequest == nil else { break }
            if let scan = rhythms[index].scan {
                start(rhythms[index].next(), scan)
            } else if !reload(), begin(index), index == 0 {
                scans += 1
            }
        }
        while !waiting.isEmpty, Signals.stopRequest == nil { try work(until: .now() + period) }
        runner.queue.close()
        while !runner.isFinished { try runner.work() }
        runner.join()
        return runner.status(fail: options.fail)
    }

    /// Begins the next scan of a rhythm; false if it is left out.
    private func begin(_ index: Int) -> Bool {
        let left = waiting.values.filter { $0.scan.period == rhythms[index].period }.count
        guard left == 0 else {
            log.warn("scan left out: \(left) addresses of the one before wait still")
            rhythms[index].end()
            return false
        }
        var run = Timestamp.now().milliseconds
        // Two scans are two, also if they begin in one millisecond.
        while rhythms.contains(where: { $0.scan?.run == run }) || run == lastRun { run += 1 }
        lastRun = run
        repetitions = repetitions.filter { $0.key.period != rhythms[index].period }
        rhythms[index].begin(
            ScanIdentity(
                count: rhythms[index].targets.count,
                settings: settings,
                run: run,
                period: rhythms[index].period
            )
        )
        return true
    }

    /// Starts the check of a target, or lets it wait for the end of the one before.
    private func start(_ target: ProbeTarget, _ scan: ScanIdentity) {
        lastIndex += 1
        let job = Job(target: target, scan: scan, index: lastIndex)
        let base = "\(target.key ?? "") \(target.address)"
        // An address that is given several times is checked as often.
        let count = repetitions[Repetition(period: scan.period, base: base), default: 0] + 1
        repetitions[Repetition(period: scan.period, base: base)] = count
        let name = "\(base) \(count)"
        if busy.contains(name) {
            waiting[name] = job
        } else {
            push(job, name)
        }
    }

    private func push(_ job: Job, _ name: String) {
        busy.insert(name)
        running[job.index] = name
        runner.queue.push([job])
    }

    /// Lets the loops work, and starts what waited for a check that ended.
    private func work(until instant: Monotonic) throws(ToolError) {
        repeat {
            try runner.work(until: instant)
            let done = runner.doneIndexes
            runner.doneIndexes = []
            for index in done {
                guard let name = running.removeValue(forKey: index) else { continue }
                busy.remove(name)
                if let job = waiting.removeValue(forKey: name) { push(job, name) }
            }
        } while Monotonic.now() < instant && Signals.stopRequest == nil
    }

    /// Takes a changed configuration; one that cannot be used leaves the old in force.
    ///
    /// True if there is a new one. A period whose targets are the same goes on; one that has others begins anew.
    private func reload() -> Bool {
        do throws(ToolError) {
            guard let configuration = try watch.changed(log) else { return false }
            TrustRenewal.renew()
            let list = try TargetList(options: options, configuration: configuration)
            for warning in list.warnings { log.warn(warning) }
            for fault in list.faults + configuration.probeFaults { log.error(fault) }
            settings = configuration.pmon
            let before = rhythms
            rhythms = ScanRhythm.all(of: list.targets, every: period, from: .now()).map { rhythm in
                let same = before.first { $0.hasSameTargets(as: rhythm) }
                return same.map(rhythm.going) ?? rhythm
            }
            log.info("configuration read again: \(list.targets.count) addresses")
            return true
        } catch {
            for line in error.message.split(separator: "\n") { log.error(String(line)) }
            log.error("the configuration read before stays in force")
            return false
        }
    }
}
