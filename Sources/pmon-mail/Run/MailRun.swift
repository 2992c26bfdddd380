// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// One report of the latest file: read, decide, compose, deliver or print, remember.
struct MailRun {
    private let setup: MailSetup
    private let latest: String
    private let log: Diagnostics

    /// A run over a latest file.
    init(_ setup: MailSetup, latest: String, log: Diagnostics) {
        self.setup = setup
        self.latest = latest
        self.log = log
    }

    /// Prints the mail that is due to the first recipient it is due to; nothing if none is.
    func printMail() throws(ToolError) -> ExitStatus {
        var status = ExitStatus.success
        let told = readTold(try NotificationFile.path(latest: latest), &status)
        let board = try readBoard(told, &status)
        let mailings = Mailing.plan(setup, board, scan: scan(board), told: told)
        guard let mailing = mailings.first else {
            log.info("no report is due")
            return status
        }
        if mailings.count > 1 {
            let others = mailings.dropFirst().flatMap { $0.to.map(\.mailbox) }
            log.warn("not printed: another report for \(others.joined(separator: ", ")), see --to")
        }
        let output = LineWriter()
        // The writer adds the last line's end.
        try output.write(line: compose(mailing, board).bytes.dropLast())
        try output.flush()
        return status
    }

    /// Delivers the due mails and remembers the reports.
    func send() throws(ToolError) -> ExitStatus {
        var status = ExitStatus.success
        let path = try NotificationFile.path(latest: latest)
        // Held until the end: two concurrent runs would send the same twice.
        let owner = FileOwner(like: try FileTarget.resolve(latest))
        let lock = try FileLock("\(path).lock", owner: owner)
        defer { withExtendedLifetime(lock) {} }
        let old = readTold(path, &status)
        let board = try readBoard(old, &status)
        var told = old
        told.outages = board.outages
        let mailings = Mailing.plan(setup, board, scan: scan(board), told: old)
        if mailings.isEmpty { log.info("no report is due") }
        var failure: ExitStatus?
        for (index, mailing) in mailings.enumerated() {
            if Signals.stopRequest != nil { break }
            let message = compose(mailing, board)
            let delivery = try Delivery(setup, log: log).send(message, to: mailing.to)
            for address in delivery.delivered {
                told.recipients[address.mailbox] = mailing.decision.told
            }
            failure = failure ?? delivery.failure
            if failure == nil, index == mailings.count - 1, setup.coversConfigured {
                told.outages.forgetEnded()
            }
            // Kept before the next mail, which may take its time or never end.
            if !delivery.delivered.isEmpty { try told.write(path, owner: owner) }
        }
        if told.recipients == old.recipients, isFollowed(told.outages, since: old.outages) {
            try told.write(path, owner: owner)
        }
        return failure ?? Signals.stopRequest ?? status
    }

    /// True if the outages must be kept although no mail was sent: only `after` counts runs that the latest file may
    /// forget.
    private func isFollowed(_ outages: OutageBook, since old: OutageBook) -> Bool {
        setup.rules.runsUntilDown > 1 && outages != old
    }

    private func compose(_ mailing: Mailing, _ board: ResultTable) -> MailMessage {
        let builder = ReportBuilder(configuration: setup.configuration, rules: setup.rules)
        return MailMessage(
            builder.report(mailing.decision, board: board),
            episode: mailing.decision.episode,
            from: setup.from,
            to: setup.to
        )
    }

    /// The reports so far.
    ///
    /// A damaged file counts as none: a repeated report is better than a lost one.
    private func readTold(_ path: String, _ status: inout ExitStatus) -> NotificationFile {
        do throws(ToolError) {
            return try NotificationFile(reading: path)
        } catch {
            log.error("\(error.message); everything is reported again")
            status = error.status
            return NotificationFile()
        }
    }

    /// The latest file; entries that are not records are reported and left out.
    private func readBoard(_ told: NotificationFile, _ status: inout ExitStatus) throws(ToolError)
        -> ResultTable
    {
        let file = try LatestFile(latest)
        guard file.stamp != nil else {
            throw ToolError(.noInput, "cannot open: \(latest): no such file; pmon-store writes it")
        }
        var board = ResultTable(targets: setup.configuration.targets)
        board.outages = told.outages
        var records: [Entry] = []
        for entry in file.entries {
            let fields = RecordFields(entry.bytes)
            let checks = fields.checks.map { RecordFields($0) }
            for check in checks.isEmpty ? [fields] : checks {
                do throws(RecordIntake.Problem) {
                    records.append(try Entry(check, url: entry.url))
                } catch {
                    let url = MailText.line(URLText.redacted(entry.url.text), limit: 120)
                    log.error("\(latest): \(url): \(error)")
                    status = .data
                }
            }
        }
        board.place(records)
        let entries = board.entries
        board.outages.forget { entries[$0] == nil }
        return board
    }

    /// The state of the newest scan; the only place that looks at the clock.
    private func scan(_ board: ResultTable) -> ScanState {
        guard let limit = setup.rules.staleAfter, let present = board.present,
            Timestamp.now() - present > limit
        else { return board.scan }
        return .stale(since: present + limit)
    }
}
