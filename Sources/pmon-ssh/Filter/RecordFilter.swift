// SPDX-License-Identifier: MIT

private import Glibc
import PmonRecord
import PmonSystem
import PmonTool

/// Passes records on: healthy ones as they came and at once, failed ones by way of the engine.
struct RecordFilter {
    let inventory: Inventory
    /// True if healthy records gain evidence as well.
    let includesHealthy: Bool
    /// True if the `ssh://` addresses are checked as well.
    let checksOwn: Bool
    let inbox: Inbox
    let output: OutputWriter
    let log: Diagnostics

    /// How many lines were no records.
    private(set) var badLines = 0
    /// True once a record has passed.
    private(set) var hasRecords = false
    private var runs = RecentRuns()
    private var intake = RecordIntake(checksNumbers: false)

    /// A filter of that inventory.
    init(
        _ inventory: Inventory,
        includesHealthy: Bool,
        checksOwn: Bool,
        inbox: Inbox,
        output: OutputWriter,
        log: Diagnostics
    ) {
        self.inventory = inventory
        self.includesHealthy = includesHealthy
        self.checksOwn = checksOwn
        self.inbox = inbox
        self.output = output
        self.log = log
    }

    /// Reads stdin to its end, or until a stop is asked for.
    mutating func run() throws(ToolError) {
        let reader = LineReader()
        while true {
            if !reader.hasBufferedLine {
                try output.flush()
                try waitForInput()
            }
            guard let line = try reader.next() else { break }
            try take(line)
        }
        try output.flush()
    }

    private mutating func take(_ line: LineReader.Line) throws(ToolError) {
        // Blank lines are no records and no faults.
        if line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }), !line.isTooLong {
            return
        }
        do throws(RecordIntake.Problem) {
            guard !line.isTooLong else { throw .tooLong }
            let fields = try intake.fields(of: line.bytes)
            hasRecords = true
            if let run = fields.run { startChecks(of: run) }
            if let target = target(of: fields) {
                inbox.add(.record(line: Array(line.bytes), target: target, run: fields.run))
                return
            }
        } catch {
            badLines += 1
            log.error("stdin:\(line.number): \(error)")
            return
        }
        try output.pass(line.bytes)
    }

    /// The target whose machine is to be looked into; nil for a record that passes at once.
    private func target(of fields: RecordFields) -> String? {
        guard fields.result != .success || includesHealthy, let target = fields.target else {
            return nil
        }
        return inventory.entries[target] == nil ? nil : target
    }

    /// Starts the checks of `ssh://` addresses, once a run.
    mutating func startChecks(of run: Int) {
        guard checksOwn, !inventory.ownChecks.isEmpty, runs.isNew(run) else { return }
        for target in inventory.ownChecks {
            inbox.add(.check(OwnCheck(target: target, run: run, begin: .now())))
        }
    }

    /// Waits for input, a signal, or the news that nobody reads the output any more.
    private func waitForInput() throws(ToolError) {
        var waits = [0, Signals.wakeDescriptor, output.failed.readEnd].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        poll(&waits, nfds_t(waits.count), -1)
        if let problem = output.problem { throw problem }
    }
}
