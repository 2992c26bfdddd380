// SPDX-License-Identifier: MIT

/// An event that is due to a channel.
struct ChannelEvent: Sendable {
    /// The channel.
    let channel: Channel
    /// The event as one line of JSON.
    let bytes: [UInt8]
    /// The channel's state once it was told; nil for a trial.
    let told: NotificationState?

    /// The due events of a setup.
    static func plan(
        _ setup: MailSetup,
        _ board: ResultTable,
        scan: ScanState,
        told: NotificationFile
    ) -> [ChannelEvent] {
        setup.channels.compactMap { channel in
            let view = channel.audience.view(board)
            let before = told.recipients[channel.recipient]
            let rules = channel.audience.rules
            guard let decision = rules.decide(view, scan: scan, told: before) else { return nil }
            let bytes = EventBuilder(setup.configuration, rules: rules)
                .event(decision, board: view, channel: channel.name)
            return ChannelEvent(channel: channel, bytes: bytes, told: decision.told)
        }
    }
}
