// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonSystem
import PmonTool

/// Sends one message to the configured mail server and returns the outcome.
struct Delivery {
    /// The outcome of one message.
    struct Result {
        /// For whom the server took it.
        var delivered: [MailAddress] = []
        /// How the tool ends because of the others; nil if there are none.
        var failure: ExitStatus?
    }

    private let setup: MailSetup
    private let log: Diagnostics

    /// A delivery to the server of a setup.
    init(_ setup: MailSetup, log: Diagnostics) {
        self.setup = setup
        self.log = log
    }

    /// Sends a message to recipients in one transaction; what goes wrong is logged.
    ///
    /// Throws 69 if libcurl is not there, and 78 if the password cannot be found.
    func send(_ message: MailMessage, to recipients: [MailAddress]) throws(ToolError) -> Result {
        let transfer = try transfer()
        try MailLibrary.load()
        let server = "\(transfer.host):\(transfer.port)"
        log.debug("sending \(message.identity), \(message.bytes.count) bytes, to \(server)")
        let outcomes: [SMTPResult.Outcome]
        do throws(CurlError) {
            outcomes = try transfer.send(
                message.bytes,
                from: setup.from.mailbox,
                to: recipients.map(\.mailbox)
            ).outcomes
        } catch {
            throw error.toolError
        }
        return result(outcomes, recipients, server, message)
    }

    private func result(
        _ outcomes: [SMTPResult.Outcome],
        _ recipients: [MailAddress],
        _ server: String,
        _ message: MailMessage
    ) -> Result {
        var result = Result()
        var said: Set<String> = []
        for (outcome, recipient) in zip(outcomes, recipients) {
            switch outcome {
            case .delivered:
                log.info("mailed \(message.identity) to \(recipient.mailbox)")
                result.delivered.append(recipient)
            case .refused(let reply, let step):
                result.failure = result.failure ?? .tryAgain
                let words = MailText.line("\(reply.code) \(reply.text)", limit: 300)
                let text =
                    step == SMTPResult.recipientStep
                    ? "\(server): \(recipient.mailbox) was refused: \(words)"
                    : "\(server): \(step) was refused: \(words)"
                if said.insert(text).inserted { log.error("cannot mail: \(text)") }
            case .failed(let cause):
                result.failure = .unavailable
                let text = "\(server): \(MailText.line(cause, limit: 300))"
                if said.insert(text).inserted { log.error("cannot mail: \(text)") }
            }
        }
        return result
    }

    private func transfer() throws(ToolError) -> SMTPTransfer {
        let email = setup.email
        let security: SMTPTransfer.Security
        let standardPort: Int
        switch email.tls {
        case .starttls: (security, standardPort) = (.startTLS, 587)
        case .tls: (security, standardPort) = (.tls, 465)
        case .none: (security, standardPort) = (.none, 25)
        }
        var transfer = SMTPTransfer(
            host: email.server ?? "",
            port: email.port ?? standardPort,
            security: security,
            timeout: email.timeout
        )
        transfer.helo = email.helo
        transfer.trustFile = setup.configuration.pmon.caFile
        guard let pwd = email.pwd else { return transfer }
        guard email.tls != .none || Self.isLoopback(transfer.host) else {
            log.warn(
                "[email] pwd: not sent to \(transfer.host), because tls = none would show it to the network"
            )
            return transfer
        }
        transfer.user = email.user ?? setup.from.mailbox
        transfer.password = try pwd.resolve()
        return transfer
    }

    /// True for names and addresses of this machine itself.
    static func isLoopback(_ host: String) -> Bool {
        let isV4 = host.hasPrefix("127.") && NumericAddress.isNumeric(host)
        return isV4 || host.lowercased() == "localhost" || host == "::1"
    }
}
