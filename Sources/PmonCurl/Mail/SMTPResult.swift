// SPDX-License-Identifier: MIT

import PmonText

/// The outcome of a mail: whether the server accepted it, and for which recipients.
package struct SMTPResult: Equatable, Sendable {
    /// The outcome of the mail for one recipient.
    package enum Outcome: Equatable, Sendable {
        /// The server took the mail for this recipient: it said 250 to the content.
        case delivered
        /// The server refused this recipient or the mail.
        case refused(SMTPReply, at: String)
        /// There was no dialogue, or it was cut.
        case failed(String)
    }

    /// How `refused` names the step at which a single recipient is refused.
    package static let recipientStep = "RCPT TO"

    /// One outcome a recipient, in their order.
    package let outcomes: [Outcome]

    /// The outcome of a dialogue; `mask` takes secrets out of what the server said.
    ///
    /// Once the whole mail was handed over, a 250 is its receipt, though it came too late for libcurl.
    init(
        _ dialogue: SMTPDialogue,
        recipients: Int,
        failure: CurlError?,
        isUploaded: Bool = false,
        security: SMTPTransfer.Security = .none,
        mask: SecretMask = SecretMask([])
    ) {
        let replies = dialogue.recipientReplies
        let isWhole = failure == nil || isUploaded
        let isTaken = isWhole && dialogue.contentReply?.code == 250
        let common = Self.common(dialogue, failure, security, mask)
        outcomes = (0..<recipients).map { index in
            guard let reply = replies[index] else { return common }
            guard reply.isPositive else {
                return .refused(Self.masked(reply, mask), at: Self.recipientStep)
            }
            return isTaken ? .delivered : common
        }
    }

    /// The failure for all recipients that were not refused one by one.
    private static func common(
        _ dialogue: SMTPDialogue,
        _ failure: CurlError?,
        _ security: SMTPTransfer.Security,
        _ mask: SecretMask
    ) -> Outcome {
        guard let last = dialogue.lastReply, last.step == dialogue.step, last.reply.code >= 400
        else {
            return .failed(cause(failure) + place(dialogue) + hint(dialogue, failure, security))
        }
        return .refused(masked(last.reply, mask), at: name(last.step))
    }

    /// The reply without the secrets: a server may repeat what it was sent.
    private static func masked(_ reply: SMTPReply, _ mask: SecretMask) -> SMTPReply {
        SMTPReply(code: reply.code, text: mask.masked(reply.text))
    }

    private static func cause(_ failure: CurlError?) -> String {
        guard let failure else { return "the server did not say 250" }
        switch failure.code {
        case .tlsFailed: return "the server does not offer STARTTLS, which is demanded"
        case .abortedByCallback: return CurlCode.timedOut.text
        default: return failure.detail.isEmpty ? failure.code.text : failure.detail
        }
    }

    /// A hint where no greeting came: the port may speak TLS from the first byte, or not expect it.
    private static func hint(
        _ dialogue: SMTPDialogue,
        _ failure: CurlError?,
        _ security: SMTPTransfer.Security
    ) -> String {
        guard dialogue.step == .greeting, dialogue.lastReply == nil, let failure else { return "" }
        switch (security, failure.code) {
        case (.tls, .tlsConnect):
            return "; tls = tls expects TLS from the first byte, this port may need tls = starttls"
        case (.startTLS, .timedOut), (.startTLS, .abortedByCallback), (.none, .timedOut),
            (.none, .abortedByCallback):
            return "; no greeting came, a port that speaks TLS from the first byte needs tls = tls"
        default: return ""
        }
    }

    private static func place(_ dialogue: SMTPDialogue) -> String {
        guard dialogue.lastReply != nil || dialogue.step != .greeting else { return "" }
        return " (at \(name(dialogue.step)))"
    }

    private static func name(_ step: SMTPDialogue.Step) -> String {
        switch step {
        case .greeting: "the greeting"
        case .hello: "EHLO"
        case .startTLS: "STARTTLS"
        case .authentication: "AUTH"
        case .sender: "MAIL FROM"
        case .recipient: recipientStep
        case .data: "DATA"
        case .content: "the mail itself"
        }
    }
}
