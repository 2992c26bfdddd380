// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonTool

/// What pmon-probe does with its flags.
struct ProbeCommand {
    let options: ProbeOptions
    let shared: SharedOptions
    let context: ToolContext

    /// Runs to the exit status.
    func run() throws(ToolError) -> ExitStatus {
        let targets = try TargetList(options: options, configuration: context.configuration)
        for warning in targets.warnings { context.log.warn(warning) }
        if options.list { return try targets.write() }
        let faults = targets.faults + context.configuration.probeFaults
        if !shared.checked { for fault in faults { context.log.error(fault) } }
        let status = try scan(targets)
        guard [.success, .conditionFalse].contains(status),
            !context.configuration.probeFaults.isEmpty
        else { return status }
        return .configuration
    }

    private func scan(_ targets: TargetList) throws(ToolError) -> ExitStatus {
        guard let period = options.every else { return try scanOnce(targets) }
        return try RepeatedScan(
            period: period,
            options: options,
            shared: shared,
            context: context,
            targets: targets
        ).run()
    }

    private func scanOnce(_ targets: TargetList) throws(ToolError) -> ExitStatus {
        let total = targets.readsInput ? nil : targets.targets.count
        let runner = try ScanRunner(
            settings: context.configuration.pmon,
            expectedJobs: total,
            explains: options.explain,
            progress: options.progress ? Progress(total: total) : nil,
            log: context.log
        )
        let scan = ScanIdentity(count: total, settings: context.configuration.pmon)
        let jobs = targets.targets.enumerated().map {
            Job(target: $0.element, scan: scan, index: $0.offset)
        }
        runner.queue.push(jobs)
        var input: TargetInput?
        if targets.readsInput {
            input = try TargetInput.start(
                queue: runner.queue,
                scan: scan,
                configuration: context.configuration,
                only: targets.filter,
                permit: options.permit,
                log: context.log
            )
        } else {
            runner.queue.close()
        }
        while !runner.isFinished { try runner.work() }
        runner.join()
        // A scan whose end its checks do not know, or which was cut short.
        if runner.done != total { context.log.info("scan \(scan.run): \(scan.tally.text)") }
        return try status(runner, input: input, expected: total)
    }

    private func status(
        _ runner: ScanRunner,
        input: TargetInput?,
        expected: Int?
    ) throws(ToolError) -> ExitStatus {
        if let stop = Signals.stopRequest, expected.map({ runner.done < $0 }) ?? true {
            return stop
        }
        if let problem = input?.problem { throw problem }
        if let input, input.badLines > 0 {
            let lines = input.badLines == 1 ? "1 bad line" : "\(input.badLines) bad lines"
            context.log.error("\(lines) kept out")
            return .data
        }
        return runner.status(fail: options.fail)
    }
}
