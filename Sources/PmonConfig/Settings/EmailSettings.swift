// SPDX-License-Identifier: MIT

import PmonText

/// The section `[email]`.
package struct EmailSettings: Equatable, Sendable {
    /// The keys of the section.
    enum Key: String, CaseIterable, Sendable {
        case server, port, user, pwd, from, to, tls, helo, on, only, after, remind, link, timeout
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
    /// What EHLO says this machine is called; nil is the name of the machine.
    package var helo: String?
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
        case .to:
            to = try MailList.split(text).map { item throws(SettingProblem) in
                try SettingValue.plainText(item)
            }
            guard !to.isEmpty else { throw SettingProblem("expected a value, found none") }
        case .tls: tls = try SettingValue.choice(text)
        case .helo: helo = try Self.hostName(text)
        case .on: on = try SettingValue.choice(text)
        case .after: after = try AlarmThreshold(text)
        case .only: only = SettingValue.isNone(text) ? nil : try TargetPatterns(text)
        case .remind: remind = try SettingValue.optionalDuration(text)
        case .link: link = try SettingValue.optionalText(text)
        case .timeout: timeout = try SettingValue.duration(text)
        }
    }

    /// A host name, or an address in brackets (RFC 5321 section 4.1.3).
    private static func hostName(_ text: String) throws(SettingProblem) -> String? {
        guard let name = try SettingValue.optionalText(text) else { return nil }
        let isLiteral = name.hasPrefix("[") && name.hasSuffix("]")
        let isPlain = (isLiteral ? name.dropFirst().dropLast() : name[...]).utf8.allSatisfy {
            byte in
            byte >= 0x30 && byte < 0x3A || byte | 0x20 >= 0x61 && byte | 0x20 < 0x7B
                || ".-".utf8.contains(byte) || isLiteral && byte == UInt8(ascii: ":")
        }
        guard isPlain, name.utf8.count <= 255 else {
            throw SettingProblem(
                expected:
                    "a host name such as monitor.example.org or an address such as [192.0.2.1]",
                found: name
            )
        }
        return name
    }
}
