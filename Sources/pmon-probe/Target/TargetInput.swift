// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonTool
private import Synchronization

/// Reads targets from stdin on a thread of its own, as they come.
final class TargetInput: Sendable {
    private struct State {
        var badLines = 0
        var problem: ToolError?
    }

    private let state = Mutex(State())

    /// How many lines were no targets.
    var badLines: Int { state.withLock { $0.badLines } }

    /// Why reading ended before its time.
    var problem: ToolError? { state.withLock { $0.problem } }

    /// Starts to read; the queue is closed at the end of the input.
    static func start(
        queue: JobQueue,
        scan: ScanIdentity,
        configuration: Configuration,
        only filter: TargetFilter,
        permit: SchemePermit,
        log: Diagnostics
    ) throws(ToolError) -> TargetInput {
        let input = TargetInput()
        let parser = TargetParser(
            configuration: configuration,
            filter: filter,
            permit: permit,
            log: log
        )
        try WorkerThread.startDetached {
            do throws(ToolError) {
                try input.read(into: queue, scan: scan, parser: parser, log: log)
            } catch {
                input.state.withLock { $0.problem = error }
            }
            queue.close()
        }
        return input
    }

    private func read(
        into queue: JobQueue,
        scan: ScanIdentity,
        parser: TargetParser,
        log: Diagnostics
    ) throws(ToolError) {
        let reader = LineReader()
        while !queue.isStopping, let line = try reader.next() {
            do throws(TargetParser.BadLine) {
                guard !line.isTooLong else {
                    throw TargetParser.BadLine(reason: "line too long")
                }
                guard let target = try parser.parse(line.bytes) else { continue }
                for fault in target.allFaults { log.error("stdin:\(line.number): \(fault)") }
                queue.push([Job(target: target, scan: scan, index: line.number)])
            } catch {
                log.error("stdin:\(line.number): \(error.reason)")
                state.withLock { $0.badLines += 1 }
            }
            queue.waitForRoom()
        }
    }
}
