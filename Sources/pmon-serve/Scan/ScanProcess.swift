// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem

/// Runs a scan's command to its end.
enum ScanProcess {
    /// Runs the command, on the calling thread, for at most `limit` seconds.
    ///
    /// `started` is told the process, `progress` how many records have passed and how many are
    /// announced. What the command writes to stderr is the reason if it fails.
    static func run(
        _ command: ScanCommand,
        limit: Double,
        started: (Int32) -> Void,
        progress: (Int, Int?) -> Void
    ) -> ScanJob.Phase {
        let errors: PipeEnds
        let records: PipeEnds
        let program: ChildProgram
        do throws(ToolError) {
            errors = try PipeEnds()
            records = try PipeEnds()
            for pipe in [errors, records] { try PipeEnds.makeNonBlocking(pipe.read) }
            program = try start(command, errors: errors.write, records: records.write)
        } catch {
            return .failed(error.message)
        }
        started(program.identifier)
        errors.closeWrite()
        records.closeWrite()
        var counter = RecordCounter()
        var tail = TextTail()
        let deadline = Monotonic.now() + .milliseconds(Int(limit * 1000))
        var ending: ChildProgram.Ending?
        var isLate = false
        var hasOutput = true
        // The pipes may outlive the command in a grandchild; the command's own end counts.
        while ending == nil {
            var descriptors = [errors, records].map {
                pollfd(fd: $0.read, events: Int16(POLLIN), revents: 0)
            }
            if !hasOutput { usleep(20_000) }
            _ = poll(&descriptors, 2, 100)
            ending = program.check()
            let hasErrors = errors.drain { tail.append($0) }
            let hasRecords = records.drain { counter.append($0) }
            hasOutput = hasErrors || hasRecords
            if counter.isChanged { progress(counter.count, counter.announced) }
            counter.isChanged = false
            if ending == nil, Monotonic.now() > deadline {
                isLate = true
                program.signal(SIGKILL)
            }
        }
        // What the command left running in its group must not go on beside the next scan.
        program.signal(SIGTERM)
        if isLate { return .failed("it took longer than \(Int(limit / 60)) minutes") }
        return phase(ending ?? .unknown, tail.lastLine)
    }

    /// Asks a running command and what it started to end.
    static func end(_ process: Int32) { _ = kill(-process, SIGTERM) }

    private static func phase(_ ending: ChildProgram.Ending, _ text: String) -> ScanJob.Phase {
        switch ending {
        case .exited(0): .finished
        // 65: some input lines were bad, all good records are stored; 75: the mail waits.
        case .exited(let code):
            .failed(text.isEmpty ? "status \(code)" : "\(text) (status \(code))")
        case .killed(let signal): .failed("it was ended by signal \(signal)")
        case .unknown: .failed("the system does not say how it ended")
        }
    }

    private static func start(
        _ command: ScanCommand,
        errors: Int32,
        records: Int32
    ) throws(ToolError) -> ChildProgram {
        try ChildProgram(
            ["/bin/sh"] + command.arguments.dropFirst(),
            environment: ChildProgram.environment(command.environment.map { ($0.name, $0.value) }),
            streams: [
                (0, nil), (1, nil), (2, errors), (ScanCommand.progressDescriptor, records),
            ]
        )
    }
}
