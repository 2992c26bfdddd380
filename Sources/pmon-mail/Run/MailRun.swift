// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonRecord
import PmonSystem
import PmonText
import PmonTool

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
        let told = try readTold(try NotificationFile.path(latest: latest), &status)
        let board = try readBoard(told, &status)
        let view = setup.audience.view(board)
        let mailings = Mailing.plan(setup, view, scan: scan(board), told: told)
        guard let mailing = mailings.first else {
            guard setup.hasMail else {
                let missing = "no mails are configured, section [email] is missing"
                log.warn("there is nothing to print: \(missing); see --events")
                return status
            }
            log.info("no report is due")
            return status
        }
        if mailings.count > 1 {
            let others = mailings.dropFirst().flatMap { $0.to.map(\.mailbox) }
            log.warn("not printed: another report for \(others.joined(separator: ", ")), see --to")
        }
        if mailing.to.isEmpty {
            log.warn("the mail has no recipient: [email] to and --to are missing")
        }
        let output = LineWriter()
        // The writer adds the last line's end.
        try output.write(line: compose(mailing, view).bytes.dropLast())
        try output.flush()
        return status
    }

    /// Prints the due events of all channels, mail included, and marks nothing.
    func printEvents() throws(ToolError) -> ExitStatus {
        var status = ExitStatus.success
        let told = try readTold(try NotificationFile.path(latest: latest), &status)
        let board = try readBoard(told, &status)
        let scan = scan(board)
        let view = setup.audience.view(board)
        let builder = EventBuilder(setup.configuration, rules: setup.rules)
        let output = LineWriter()
        for mailing in Mailing.plan(setup, view, scan: scan, told: told) {
            let event = builder.event(mailing.decision, board: view, channel: EventBuilder.mail)
            try output.write(line: event)
        }
        for event in ChannelEvent.plan(setup, board, scan: scan, told: told) {
            try output.write(line: event.bytes)
        }
        try output.flush()
        return status
    }

    /// Prints why the checks that the patterns select would be told now or not, and marks nothing.
    ///
    /// Throws 64 if they select none.
    func explain(_ patterns: TargetPatterns) throws(ToolError) -> ExitStatus {
        var status = ExitStatus.success
        let told = try readTold(try NotificationFile.path(latest: latest), &status)
        let board = try readBoard(told, &status)
        let lines = NewsExplanation(setup, board, scan: scan(board), told: told).lines(patterns)
        guard !lines.isEmpty else {
            let names = patterns.patterns.map(\.text).joined(separator: ", ").excerpt
            throw ToolError(.usage, "--explain: no check of \(latest) matches '\(names)'")
        }
        let output = LineWriter()
        for line in lines { try output.write(line: Array(line.utf8)) }
        try output.flush()
        return status
    }

    /// Tells the channels, delivers the due mails, and remembers each receipt.
    func send() throws(ToolError) -> ExitStatus {
        var status = ExitStatus.success
        let path = try NotificationFile.path(latest: latest)
        // Held until the end: two concurrent runs would send the same twice.
        let owner = FileOwner(like: try FileTarget.resolve(latest))
        let lock = try FileLock("\(path).lock", owner: owner)
        defer { withExtendedLifetime(lock) {} }
        let old = try readTold(path, &status, isTelling: true)
        let board = try readBoard(old, &status)
        var file = old
        file.outages = board.outages
        file.silences = board.silences
        let told = NotificationStore(file, path: path, owner: owner)
        let scan = scan(board)
        let channels = ChannelDelivery(log: log)
        let events = ChannelEvent.plan(setup, board, scan: scan, told: old)
        let view = setup.audience.view(board)
        let mailings = Mailing.plan(setup, view, scan: scan, told: old)
        let receipts =
            events.compactMap { event in event.told.map { ([event.channel.recipient], $0) } }
            + mailings.map { ($0.to.map(\.mailbox), $0.decision.told) }
        if !receipts.isEmpty { try told.prepare(for: receipts) }
        try channels.start(events, folder: setup.configuration.folder) { event in
            if let state = event.told { told.note([event.channel.recipient], state) }
        }
        if mailings.isEmpty, events.isEmpty { log.info("no report is due") }
        var failure: ExitStatus?
        var problem: ToolError?
        do throws(ToolError) {
            failure = try deliver(mailings, view, told)
        } catch {
            problem = error
        }
        // Whatever became of the mails: a command that runs may still be told, and its receipt counts.
        let channelFailure = channels.finish()
        failure = failure ?? channelFailure
        let isTold = failure == nil && problem == nil
        finish(told, old, board, isTold: isTold, mailings.isEmpty && events.isEmpty)
        if let error = problem ?? told.error { throw error }
        return failure ?? Signals.stopRequest ?? status
    }

    /// Delivers the mails, and notes each receipt; how the tool ends because of those that failed.
    private func deliver(
        _ mailings: [Mailing],
        _ board: ResultTable,
        _ told: NotificationStore
    ) throws(ToolError) -> ExitStatus? {
        var failure: ExitStatus?
        for mailing in mailings {
            if Signals.stopRequest != nil || told.error != nil { break }
            let message = compose(mailing, board)
            let delivery = try Delivery(setup, log: log).send(message, to: mailing.to)
            failure = failure ?? delivery.failure
            // Kept before the next mail, which may take its time or never end.
            if !delivery.delivered.isEmpty {
                told.note(delivery.delivered.map(\.mailbox), mailing.decision.told)
            }
        }
        return failure
    }

    /// Forgets the outages that everybody knows have ended, and keeps those that are followed although nothing was due.
    private func finish(
        _ told: NotificationStore,
        _ old: NotificationFile,
        _ board: ResultTable,
        isTold: Bool,
        _ isQuiet: Bool
    ) {
        if !isQuiet, isTold, setup.coversConfigured, Signals.stopRequest == nil {
            told.change { $0.outages.forgetEnded(except: board.isMuted) }
        }
        // What was not told must not be forgotten either.
        if told.file.recipients == old.recipients, !isTold || isFollowed(told.file, since: old) {
            told.save()
        }
    }

    /// True if the outages must be kept although no mail was sent: `after` and `recover` count runs that the latest file
    /// may forget, and what was muted must not pass for news later.
    private func isFollowed(_ file: NotificationFile, since old: NotificationFile) -> Bool {
        if file.silences != old.silences { return true }
        let haveMutes =
            !setup.configuration.maintenance.isEmpty || !file.silences.lines.isEmpty
            || file.outages.outages.values.contains(where: \.isHeld)
        return (setup.rules.checks.haveMemory || haveMutes) && file.outages != old.outages
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
    /// A damaged file counts as none: a repeated report is better than a lost one. One that is there and cannot be read
    /// does not, when it comes to telling.
    private func readTold(
        _ path: String,
        _ status: inout ExitStatus,
        isTelling: Bool = false
    ) throws(ToolError) -> NotificationFile {
        do throws(ToolError) {
            return try NotificationFile(reading: path)
        } catch {
            guard error.status == .data || !isTelling else {
                throw ToolError(error.status, "\(error.message); nothing is reported meanwhile")
            }
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
        let configuration = setup.configuration
        let silences = SilenceFile(
            path: configuration.pmon.silenceFile,
            targets: configuration.targets
        )
        for warning in silences.warnings { log.warn(warning) }
        var board = ResultTable(
            targets: configuration.targets,
            rules: setup.rules.checks,
            mutes: MuteRules(configuration, silences: silences.silences)
        )
        board.outages = told.outages
        board.silences = told.silences
        board.silences.look(at: silences.silences)
        let future = FutureRule()
        var records: [Entry] = []
        records.reserveCapacity(file.entries.count)
        for entry in file.entries {
            let fields = RecordFields(entry.bytes)
            let checks = fields.checks.map { RecordFields($0) }
            for check in checks.isEmpty ? [fields] : checks {
                do throws(RecordIntake.Problem) {
                    var record = try Entry(check, url: entry.url)
                    record.isAhead = check.isAhead || record.at > future.limit
                    records.append(record)
                } catch {
                    let url = MailText.line(URLText.redacted(entry.url.text), limit: 120)
                    log.error("\(latest): \(url): \(error)")
                    status = .data
                }
            }
        }
        board.place(records)
        board.settle()
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
