// SPDX-License-Identifier: MIT

import PmonConfig

/// One channel of the configuration and what decides when it is told.
struct Channel: Sendable {
    /// Its settings.
    let settings: ChannelSettings
    /// When it is told of what.
    let audience: Audience

    /// A channel with the rules of a setup.
    init(
        _ settings: ChannelSettings,
        rules: MailRules,
        targets: @autoclosure () -> TargetLookup
    ) {
        self.settings = settings
        var rules = rules
        rules.on = settings.on
        rules.remind = settings.remind
        audience = Audience(rules: rules, only: settings.only, targets: targets())
    }

    /// Its name.
    var name: String { settings.name }
    /// Its name among the recipients of the told file; no mail address has this form.
    var recipient: String { "tell:\(name)" }
}
