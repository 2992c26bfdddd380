// SPDX-License-Identifier: MIT

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

    init(_ dialogue: SMTPDialogue, recipients: Int, failure: CurlError?) {
        let replies = dialogue.recipientReplies
        let isTaken = failure == nil && dialogue.contentReply?.code == 250
        let common = Self.common(dialogue, failure)
        outcomes = (0..<recipients).map { index in
            guard index < replies.count else { return common }
            guard replies[index].isPositive else {
                return .refused(replies[index], at: Self.recipientStep)
            }
            return isTaken ? .delivered : common
        }
    }

    /// The failure for all recipients that were not refused one by one.
    private static func common(_ dialogue: SMTPDialogue, _ failure: CurlError?) -> Outcome {
        guard let last = dialogue.lastReply, last.step == dialogue.step, last.reply.code >= 400
        else {
            return .failed(cause(failure) + place(dialogue))
        }
        // The server's reply to a password is not repeated.
        let isSecret = last.step == .authentication
        let reply = SMTPReply(code: last.reply.code, text: isSecret ? "" : last.reply.text)
        return .refused(reply, at: name(last.step))
    }

    private static func cause(_ failure: CurlError?) -> String {
        guard let failure else { return "the server did not say 250" }
        if failure.code == .tlsFailed {
            return "the server does not offer STARTTLS, which is demanded"
        }
        return failure.detail.isEmpty ? failure.code.text : failure.detail
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
