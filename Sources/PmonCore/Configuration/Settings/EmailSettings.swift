// SPDX-License-Identifier: MIT

/// The section `[email]`.
package struct EmailSettings: Equatable, Sendable {
    /// The keys of the section.
    package enum Key: String, CaseIterable, Sendable {
        case server, port, user, pwd, from, to, tls, on, only, after, remind, link, timeout
    }

    /// Host name of the mail server.
    package var server: String?
    /// Its port; nil is 587 for STARTTLS, 465 for TLS, 25 without.
    package var port: Int?
    /// User of authentication; nil is `from`.
    package var user: String?
    /// Password of authentication; nil sends without.
    package var pwd: SecretSource?
    /// Address of the sender.
    package var from: String?
    /// Addresses of the recipients.
    package var to: [String] = []
    /// How the way to the server is protected.
    package var tls = MailTLS.starttls
    /// When a report is sent.
    package var on = MailTrigger.always
    /// Failing runs before a check counts as down that has no `after` of its own, with `on = change`.
    package var after = AlarmThreshold(1)
    /// Patterns of the checks that mails are about; nil for all.
    package var only: TargetPatterns?
    /// Time between reminders of what is still down; nil sends none.
    package var remind: Duration?
    /// Address of the page, for the mail's link.
    package var link: String?
    /// Time limit of a delivery.
    package var timeout = Duration.seconds(30)

    /// Settings of nothing but defaults.
    package init() {}

    /// Takes the value of one key; relative paths start at `folder`.
    mutating func set(_ key: Key, to text: String, folder: String) throws(SettingProblem) {
        switch key {
        case .server: server = try SettingValue.optionalText(text)
        case .port: port = try SettingValue.integer(text, 1...65_535)
        case .user: user = try SettingValue.optionalText(text)
        case .pwd: pwd = try SecretSource.read(text, folder: folder)
        case .from: from = try SettingValue.plainText(text)
        case .to: to = try SettingValue.list(text)
        case .tls: tls = try SettingValue.choice(text)
        case .on: on = try SettingValue.choice(text)
        case .after: after = try AlarmThreshold(text)
        case .only: only = SettingValue.isNone(text) ? nil : try TargetPatterns(text)
        case .remind: remind = try SettingValue.optionalDuration(text)
        case .link: link = try SettingValue.optionalText(text)
        case .timeout: timeout = try SettingValue.duration(text)
        }
    }
}
