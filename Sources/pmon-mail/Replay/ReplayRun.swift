// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import PmonSystem
import PmonTool

/// The mails that a history would have caused, as an mbox on stdout.
///
/// The history is cut into its scans. After each of them, the rules of a live run decide for one recipient that gets
/// every mail.
struct ReplayRun {
    private let setup: MailSetup
    private let log: Diagnostics

    /// A replay by the rules of a setup.
    init(_ setup: MailSetup, log: Diagnostics) {
        self.setup = setup
        self.log = log
    }

    /// Reads stdin to its end and prints the mails.
    func run(asEvents: Bool) throws(ToolError) -> ExitStatus {
        let history = try ReplayHistory()
        let bad = try fill(history)
        if let stop = Signals.stopRequest { return stop }
        let output = LineWriter()
        var merge = try history.merge()
        var scan = ReplayScan()
        var board = ResultTable(
            targets: setup.configuration.targets,
            rules: setup.rules.checks,
            mutes: MuteRules(setup.configuration)
        )
        var listeners = asEvents ? ReplayListener.all(setup) : [ReplayListener.mails(setup)]
        while let entry = try merge.next() {
            if scan.ends(before: entry) {
                if let stop = Signals.stopRequest { return stop }
                try report(&board, &listeners, output)
            }
            board.advance(entry)
        }
        try report(&board, &listeners, output)
        try output.flush()
        return bad > 0 ? .data : .success
    }

    /// Takes the lines of stdin; returns how many were no records.
    private func fill(_ history: ReplayHistory) throws(ToolError) -> Int {
        let input = LineReader()
        let future = FutureRule()
        var bad = 0
        while let line = try input.next() {
            guard line.isTooLong || line.bytes.contains(where: { $0 > 0x20 }) else { continue }
            let fields = RecordFields(line.bytes)
            let order: Int64
            do throws(RecordIntake.Problem) {
                guard !line.isTooLong else { throw .tooLong }
                order = try Entry(fields).order
            } catch {
                bad += 1
                log.error("stdin: line \(line.number): \(error)")
                continue
            }
            // A record from the future counts as if it had not come.
            guard !future.isAhead(RecordFacts(fields)) else { continue }
            try history.append(line.bytes, order: order)
        }
        return bad
    }

    /// The consequence of one scan.
    private func report(
        _ board: inout ResultTable,
        _ listeners: inout [ReplayListener],
        _ output: LineWriter
    ) throws(ToolError) {
        board.settle()
        for index in listeners.indices {
            guard let line = listeners[index].hear(board) else { continue }
            try output.write(line: line)
        }
        // Those that are told everything know of them, or need not.
        board.forgetEnded()
    }
}
