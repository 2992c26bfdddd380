// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonText

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
    /// True if all that are configured are among them: only then may old reports be forgotten.
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
        let email = configuration.email ?? EmailSettings()
        self.configuration = configuration
        self.email = email
        let rules = MailRules(
            on: options.on ?? email.on,
            checks: CheckRules(configuration),
            remind: email.remind,
            every: configuration.shortestPeriod
        )
        lazy var targets = TargetLookup(configuration)
        audience = Audience(rules: rules, only: email.only, targets: targets)
        // Recipients that were named are those alone.
        let channels = options.to.isEmpty ? configuration.channels : []
        self.channels = channels.map { Channel($0, rules: rules, targets: targets) }
        hasMail = !withoutMail && (configuration.email != nil || channels.isEmpty)
        guard let standIn = MailAddress("pmon@localhost") else { throw Self.missing("from") }
        guard hasMail else {
            (from, to, coversConfigured) = (standIn, [], !withoutMail)
            return
        }
        // All that is wrong is reported at once.
        var problems = configuration.mailFaults
        func read(_ text: String, _ key: String) -> MailAddress? {
            do throws(ToolError) {
                return try Self.address(text, key: key)
            } catch {
                problems.append(error.message)
                return nil
            }
        }
        from = email.from.flatMap { read($0, "[email] from") } ?? standIn
        var to: [MailAddress] = []
        let key = options.to.isEmpty ? "[email] to" : "--to"
        for text in options.to.isEmpty ? email.to : options.recipients {
            guard let address = read(text, key) else { continue }
            if !to.contains(where: { $0.mailbox == address.mailbox }) { to.append(address) }
        }
        self.to = to
        let known = email.to.compactMap { MailAddress($0)?.mailbox }
        coversConfigured =
            (options.to.isEmpty || configuration.channels.isEmpty)
            && known.allSatisfy { mailbox in to.contains { $0.mailbox == mailbox } }
        if isSending {
            if let server = email.server, !Self.isHost(server) {
                let name = server.excerpt
                problems.append(
                    "[email] server: expected a host name or IP address, found '\(name)'; port is a key of its own"
                )
            }
            let isNamed = !email.to.isEmpty || !options.to.isEmpty
            let needs = [
                ("from", email.from != nil), ("server", email.server != nil), ("to", isNamed),
            ]
            // A value that was refused is not missing.
            for (key, isThere) in needs
            where !isThere && !problems.contains(where: { $0.contains(": \(key): ") }) {
                problems.append(Self.missing(key).message)
            }
        }
        guard problems.isEmpty else {
            throw ToolError(.configuration, problems.joined(separator: "\n"))
        }
    }

    private static func address(_ text: String, key: String) throws(ToolError) -> MailAddress {
        guard let address = MailAddress(text) else {
            // libcurl reads domains with letters beyond ASCII.
            if !text.utf8.allSatisfy({ $0 < 0x80 }), let problem = MailLibrary.problem {
                throw ToolError(.configuration, "\(key): \(problem)")
            }
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
