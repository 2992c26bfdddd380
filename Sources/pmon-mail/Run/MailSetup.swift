// SPDX-License-Identifier: MIT

import PmonCore

/// The configuration and the flags as far as mails are concerned, checked.
struct MailSetup {
    /// The whole configuration.
    let configuration: Configuration
    /// Section `[email]`, or its defaults.
    let email: EmailSettings
    /// When a mail is due.
    var rules: MailRules { audience.rules }
    /// The sender; a stand-in where a printed mail has none configured.
    let from: MailAddress
    /// The recipients, each once.
    let to: [MailAddress]
    /// Those that mails go to.
    let audience: Audience
    /// The channels of `[tell]`.
    let channels: [Channel]
    /// True if mails are sent at all: section `[email]` is there, or there is no channel.
    let hasMail: Bool
    /// True if the configured recipients are among them: only then may old reports be forgotten.
    let coversConfigured: Bool

    /// Joins configuration and flags; `isSending` demands everything that a delivery needs.
    ///
    /// With `withoutMail` only channels are told. Throws 78 for what is missing or wrong.
    init(
        _ configuration: Configuration,
        _ options: MailOptions,
        isSending: Bool,
        withoutMail: Bool = false
    ) throws(ToolError) {
        guard configuration.mailFaults.isEmpty || withoutMail else {
            throw ToolError(.configuration, configuration.mailFaults.joined(separator: "\n"))
        }
        let email = configuration.email ?? EmailSettings()
        self.configuration = configuration
        self.email = email
        let rules = MailRules(
            on: options.on ?? email.on,
            checks: CheckRules(configuration),
            remind: email.remind,
            every: configuration.pmon.every
        )
        audience = Audience(rules: rules, only: email.only)
        // Recipients that were named are those alone.
        let channels = options.to.isEmpty ? configuration.channels : []
        self.channels = channels.map { Channel($0, rules: rules) }
        hasMail = !withoutMail && (configuration.email != nil || channels.isEmpty)
        let isSending = isSending && hasMail
        if let text = email.from, hasMail {
            from = try Self.address(text, key: "[email] from")
        } else if let standIn = MailAddress("pmon@localhost"), !isSending {
            from = standIn
        } else {
            throw Self.missing("from")
        }
        var to: [MailAddress] = []
        guard hasMail else {
            (self.to, coversConfigured) = ([], true)
            return
        }
        // All that is wrong is reported at once.
        var problems: [String] = []
        for text in options.to.isEmpty ? email.to : options.recipients {
            do throws(ToolError) {
                let key = options.to.isEmpty ? "[email] to" : "--to"
                let address = try Self.address(text, key: key)
                if !to.contains(where: { $0.mailbox == address.mailbox }) { to.append(address) }
            } catch {
                problems.append(error.message)
            }
        }
        if isSending, let server = email.server, !Self.isHost(server) {
            let name = server.excerpt
            problems.append(
                "[email] server: expected a host name or IP address, found '\(name)'; port is a key of its own"
            )
        }
        guard problems.isEmpty else {
            throw ToolError(.configuration, problems.joined(separator: "\n"))
        }
        self.to = to
        coversConfigured = email.to.compactMap { MailAddress($0)?.mailbox }.allSatisfy { mailbox in
            to.contains { $0.mailbox == mailbox }
        }
        guard isSending else { return }
        guard email.server != nil else { throw Self.missing("server") }
        guard !to.isEmpty else { throw Self.missing("to") }
    }

    private static func address(_ text: String, key: String) throws(ToolError) -> MailAddress {
        guard let address = MailAddress(text) else {
            let found = MailText.line(text, limit: 80)
            throw ToolError(
                .configuration,
                "\(key): expected \(MailAddress.form), found '\(found)'"
            )
        }
        return address
    }

    private static func missing(_ key: String) -> ToolError {
        ToolError(.configuration, "cannot mail: [email] \(key): not configured")
    }

    /// Letters, digits, dots, hyphens and, for IPv6, colons: nothing that means more in a URL.
    private static func isHost(_ text: String) -> Bool {
        // An IPv6 address has two colons at least; one alone stands before a port.
        !text.isEmpty && text.count(where: { $0 == ":" }) != 1
            && text.utf8.allSatisfy { byte in
                byte >= 0x30 && byte <= 0x3A || byte | 0x20 >= 0x61 && byte | 0x20 < 0x7B
                    || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "_")
            }
    }
}
