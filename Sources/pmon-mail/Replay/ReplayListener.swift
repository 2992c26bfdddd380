// SPDX-License-Identifier: MIT

/// One that is told everything of a replayed history: the recipient of all mails, or a channel.
struct ReplayListener {
    private let setup: MailSetup
    private let audience: Audience
    /// The channel of its events; nil for mails.
    private let channel: String?
    private let reports: ReportBuilder
    private let events: EventBuilder
    private var told: NotificationState?

    private init(_ setup: MailSetup, _ audience: Audience, channel: String?) {
        self.setup = setup
        self.audience = audience
        self.channel = channel
        reports = ReportBuilder(configuration: setup.configuration, rules: audience.rules)
        events = EventBuilder(setup.configuration, rules: audience.rules)
    }

    /// The recipient of mails.
    static func mails(_ setup: MailSetup) -> ReplayListener {
        ReplayListener(setup, setup.audience, channel: nil)
    }

    /// Mail and all channels, which hear events.
    static func all(_ setup: MailSetup) -> [ReplayListener] {
        let mail =
            setup.hasMail ? [ReplayListener(setup, setup.audience, channel: EventBuilder.mail)] : []
        return mail + setup.channels.map { ReplayListener(setup, $0.audience, channel: $0.name) }
    }

    /// What it is told after a scan, as a mail of an mbox or a line of JSON; nil if nothing is due.
    mutating func hear(_ board: ResultTable) -> [UInt8]? {
        let view = audience.view(board)
        guard let decision = audience.rules.decide(view, scan: view.scan, told: told) else {
            return nil
        }
        told = decision.told
        if let channel { return events.event(decision, board: view, channel: channel) }
        let message = MailMessage(
            reports.report(decision, board: view),
            episode: decision.episode,
            from: setup.from,
            to: setup.to
        )
        return Mbox.entry(message.bytes, from: setup.from.mailbox, at: decision.present)
    }
}
