// SPDX-License-Identifier: MIT

internal import CCurl

extension NumberOption {
    /// 1: send instead of receive.
    static let upload = NumberOption(CURLOPT_UPLOAD)
    /// 1: go on with the other recipients if one is refused.
    static let allowRefusedRecipients = NumberOption(CURLOPT_MAIL_RCPT_ALLLOWFAILS)
    /// 1: the debug callback sees the dialogue.
    static let verbose = NumberOption(CURLOPT_VERBOSE)
    /// Seconds to wait for one reply, also for the one to QUIT.
    static let replyTimeoutSeconds = NumberOption(CURLOPT_SERVER_RESPONSE_TIMEOUT)
}

extension StringOption {
    /// The sender of the envelope.
    static let mailSender = StringOption(CURLOPT_MAIL_FROM)
}

extension ListOption {
    /// The recipients of the envelope.
    static let mailRecipients = ListOption(CURLOPT_MAIL_RCPT)
}

extension EasyHandle {
    /// Sends the bytes of `upload` and lets `dialogue` follow; both must live until the transfer has ended.
    func setMail(_ upload: MailUpload, _ dialogue: SMTPDialogue) throws(CurlError) {
        try check(
            pmon_curl_easy_setopt_data_callback(raw, CURLOPT_READFUNCTION, readMail),
            CURLOPT_READFUNCTION
        )
        try set(CURLOPT_READDATA, context: upload)
        try check(
            pmon_curl_easy_setopt_offset(raw, CURLOPT_INFILESIZE_LARGE, curl_off_t(upload.count)),
            CURLOPT_INFILESIZE_LARGE
        )
        try set(.upload, true)
        try check(
            pmon_curl_easy_setopt_debug_callback(raw, followDialogue),
            CURLOPT_DEBUGFUNCTION
        )
        try set(CURLOPT_DEBUGDATA, context: dialogue)
        try set(.verbose, true)
        try setProgress(deliveryGoesOn, context: Unmanaged.passUnretained(dialogue).toOpaque())
    }
}

/// CURLOPT_XFERINFOFUNCTION: the context is an `SMTPDialogue`; anything but 0 ends the transfer.
///
/// libcurl looks at the limit of a transfer neither while it waits for the reply to a mail nor at QUIT.
/// https://curl.se/libcurl/c/CURLOPT_XFERINFOFUNCTION.html
private func deliveryGoesOn(
    context: UnsafeMutableRawPointer?,
    expected: curl_off_t,
    received: curl_off_t,
    toSend: curl_off_t,
    sent: curl_off_t
) -> Int32 {
    guard let context else { return 1 }
    return Unmanaged<SMTPDialogue>.fromOpaque(context).takeUnretainedValue().isLate ? 1 : 0
}

/// The bytes of a mail on their way to libcurl.
final class MailUpload {
    private let bytes: [UInt8]
    private var sent = 0
    /// Bytes in all.
    var count: Int { bytes.count }
    /// True once libcurl has taken the last byte.
    var isWhole: Bool { sent == bytes.count }

    /// An upload of a whole mail.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Moves the next bytes into a buffer; returns how many, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let piece = bytes[sent...].prefix(buffer.count)
        buffer.copyBytes(from: piece)
        sent += piece.count
        return piece.count
    }
}

/// CURLOPT_READFUNCTION: the context is a `MailUpload`.
///
/// https://curl.se/libcurl/c/CURLOPT_READFUNCTION.html
private func readMail(
    bytes: UnsafeMutablePointer<CChar>,
    size: Int,
    count: Int,
    context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let upload = Unmanaged<MailUpload>.fromOpaque(context).takeUnretainedValue()
    return upload.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}
