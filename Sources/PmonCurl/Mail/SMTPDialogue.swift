// SPDX-License-Identifier: MIT

internal import CCurl
import PmonSystem

/// Follows the dialogue of one transfer, to know the server's reply to each recipient and to the mail itself.
///
/// libcurl reports the outcome of a transfer as a whole; with several recipients that hides which of them was refused.
final class SMTPDialogue {
    /// The steps that pmon distinguishes.
    enum Step: Equatable {
        case greeting, hello, startTLS, authentication, sender, recipient(Int), data, content
    }

    /// The present step: the last command sent except QUIT, or the content after DATA.
    private(set) var step = Step.greeting
    /// The last reply, and to which step it was; that to QUIT does not count.
    private(set) var lastReply: (step: Step, reply: SMTPReply)?
    /// The replies to RCPT, by the number of the recipient; one without a reply has none.
    private(set) var recipientReplies: [Int: SMTPReply] = [:]
    /// The reply to the content: only 250 means that the server has taken the mail.
    private(set) var contentReply: SMTPReply?
    /// The time limit of the whole delivery, QUIT included; nil is none.
    private let deadline: Monotonic?
    private var recipients = 0
    private var isOver = false

    /// A dialogue that may take some time.
    init(limit: Duration? = nil) {
        deadline = limit.map { Monotonic.now() + $0 }
    }

    /// How much longer QUIT may take, before whose reply a late one to the content may come.
    ///
    /// Below the second after which libcurl looks again, so that a silent server gets that second alone.
    private static let grace = Duration.milliseconds(900)

    /// True once the time is over.
    var isLate: Bool {
        deadline.map { Monotonic.now() >= $0 + (isOver ? Self.grace : .zero) } ?? false
    }

    /// Takes a command as libcurl sends it.
    func send(_ line: some Collection<UInt8>) {
        let verb = String(decoding: line.prefix { $0 > 0x20 }, as: UTF8.self).uppercased()
        switch verb {
        case "EHLO", "HELO": step = .hello
        case "STARTTLS": step = .startTLS
        case "MAIL": step = .sender
        case "RCPT":
            step = .recipient(recipients)
            recipients += 1
        case "DATA": step = .data
        // The end of every dialogue, also of one that failed; the step that it failed at stays.
        case "QUIT": isOver = true
        // AUTH, and what the authentication sends after it.
        default: step = .authentication
        }
    }

    /// Takes a line of the server's.
    func receive(_ line: some Collection<UInt8>) {
        guard let reply = SMTPReply(line: line) else { return }
        guard !isOver else {
            // Replies come in order: one that is late for the content comes before that to QUIT.
            if step == .content, contentReply == nil { contentReply = reply }
            return
        }
        lastReply = (step, reply)
        switch step {
        case .recipient(let index): recipientReplies[index] = reply
        case .data: if reply.code == 354 { step = .content }
        case .content: contentReply = reply
        default: break
        }
    }
}

/// CURLOPT_DEBUGFUNCTION: the context is an `SMTPDialogue`.
///
/// https://curl.se/libcurl/c/CURLOPT_DEBUGFUNCTION.html
func followDialogue(
    handle: UnsafeMutableRawPointer?,
    type: curl_infotype,
    bytes: UnsafeMutablePointer<CChar>?,
    count: Int,
    context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let context, type == CURLINFO_HEADER_IN || type == CURLINFO_HEADER_OUT else { return 0 }
    let dialogue = Unmanaged<SMTPDialogue>.fromOpaque(context).takeUnretainedValue()
    let line = UnsafeRawBufferPointer(start: bytes, count: count)
    if type == CURLINFO_HEADER_OUT {
        dialogue.send(line)
    } else {
        dialogue.receive(line)
    }
    return 0
}
