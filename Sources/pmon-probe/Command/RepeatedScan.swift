// SPDX-License-Identifier: MIT

import PmonCore
import PmonCurl

/// `--every`: scans again and again by the monotonic clock, each with its addresses spread over the period.
///
/// An address is never checked twice at once: while a check lasts, its next one waits. A scan does not begin while one
/// of the addresses still waits for the scan before, so that each scan that begins is whole.
final class RepeatedScan {
    private let period: Duration
    private let options: ProbeOptions
    private let log: Diagnostics
    private let runner: ScanRunner
    private var watch: ConfigurationWatch
    private var settings: PmonSettings
    private var targets: [ProbeTarget]
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
        self.targets = targets.targets
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
        let began = Monotonic.now()
        var scans = 0
        var periods = 0
        while scans < options.count ?? .max, Signals.stopRequest == nil {
            let start = began + Self.multiple(period, periods, of: 1)
            try work(until: start)
            guard Signals.stopRequest == nil else { break }
            reload()
            if waiting.isEmpty {
                try scan(from: start)
                scans += 1
            } else {
                log.warn("scan left out: \(waiting.count) addresses of the one before wait still")
            }
            periods = Self.nextPeriod(after: periods, began: began, period: period)
        }
        while !waiting.isEmpty, Signals.stopRequest == nil { try work(until: .now() + period) }
        runner.queue.close()
        while !runner.isFinished { try runner.work() }
        runner.join()
        return runner.status(fail: options.fail)
    }

    /// The next period that has not begun; periods that passed meanwhile are left out.
    static func nextPeriod(after number: Int, began: Monotonic, period: Duration) -> Int {
        let elapsed = (Monotonic.now() - began).wholeMicroseconds
        let passed = elapsed / max(period.wholeMicroseconds, 1)
        return max(number + 1, Int(passed))
    }

    /// `duration * numerator / denominator`, exact to the microsecond.
    static func multiple(_ duration: Duration, _ numerator: Int, of denominator: Int) -> Duration {
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        let base = duration.wholeMicroseconds
        return .microseconds(base * Int64(whole) + base * Int64(rest) / Int64(denominator))
    }

    /// Starts each address at its place in the period.
    private func scan(from start: Monotonic) throws(ToolError) {
        let identity = ScanIdentity(count: targets.count, settings: settings)
        let targets = targets
        var repetitions: [String: Int] = [:]
        for (place, target) in targets.enumerated() {
            try work(until: start + Self.multiple(period, place, of: targets.count))
            guard Signals.stopRequest == nil else { return }
            lastIndex += 1
            let job = Job(target: target, scan: identity, index: lastIndex)
            let base = "\(target.key ?? "") \(target.address)"
            repetitions[base, default: 0] += 1
            // An address that is given several times is checked as often.
            let name = "\(base) \(repetitions[base] ?? 0)"
            if busy.contains(name) {
                waiting[name] = job
            } else {
                push(job, name)
            }
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
    private func reload() {
        do throws(ToolError) {
            guard let configuration = try watch.changed(log) else { return }
            TrustRenewal.renew()
            let list = try TargetList(options: options, configuration: configuration)
            for warning in list.warnings { log.warn(warning) }
            for fault in list.faults + configuration.maintenanceFaults { log.error(fault) }
            settings = configuration.pmon
            targets = list.targets
            log.info("configuration read again: \(targets.count) addresses")
        } catch {
            for line in error.message.split(separator: "\n") { log.error(String(line)) }
            log.error("the configuration read before stays in force")
        }
    }
}
