// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import PmonSystem
import PmonText
import PmonTool

/// `--test`: a trial event for each channel, or for one of them.
struct TestRun {
    private let setup: MailSetup
    private let log: Diagnostics

    /// A trial of the channels of a setup.
    init(_ setup: MailSetup, log: Diagnostics) {
        self.setup = setup
        self.log = log
    }

    /// Tells the channel of that name, or all of them and the recipients of mails, and remembers nothing.
    ///
    /// Throws 64 if there is no such channel.
    func run(_ name: String?) throws(ToolError) -> ExitStatus {
        let channels = setup.channels.filter { name == nil || $0.name == name }
        let isMailed =
            setup.hasMail && !setup.to.isEmpty && (name ?? EventBuilder.mail) == EventBuilder.mail
        guard isMailed || !channels.isEmpty else {
            let known = setup.channels.map(\.name) + (setup.hasMail ? [EventBuilder.mail] : [])
            let list =
                known.isEmpty
                ? "none is configured" : "expected one of \(known.joined(separator: ", "))"
            throw ToolError(.usage, "no channel '\((name ?? "").excerpt)', \(list)")
        }
        let present = Timestamp.now()
        let builder = EventBuilder(setup.configuration, rules: setup.rules)
        let events = channels.map {
            ChannelEvent(channel: $0, bytes: builder.test(channel: $0.name, at: present), told: nil)
        }
        let delivery = ChannelDelivery(log: log)
        try delivery.start(events, folder: setup.configuration.folder) { event in
            let output = LineWriter()
            try? output.write(line: Array("told \(event.channel.name)".utf8))
            try? output.flush()
        }
        var failure: ExitStatus?
        var problem: ToolError?
        do throws(ToolError) {
            if isMailed {
                failure = try Delivery(setup, log: log).send(message(present), to: setup.to).failure
            }
        } catch {
            problem = error
        }
        let channelFailure = delivery.finish()
        if let problem { throw problem }
        return channelFailure ?? failure ?? Signals.stopRequest ?? .success
    }

    private func message(_ present: Timestamp) -> MailMessage {
        var report = Report()
        report.monitor = MailText.line(setup.configuration.pmon.id, limit: 60)
        report.present = present
        report.isTest = true
        report.why = "somebody tried the way of these mails (pmon-mail --test)"
        return MailMessage(report, episode: nil, from: setup.from, to: setup.to)
    }
}
