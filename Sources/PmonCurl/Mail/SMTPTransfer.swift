// SPDX-License-Identifier: MIT

package import PmonText

/// Hands one mail to a mail server.
///
/// https://everything.curl.dev/usingcurl/smtp.html, RFC 5321
package struct SMTPTransfer {
    /// How the way to the server is protected.
    package enum Security: Sendable {
        /// STARTTLS before anything else; without it nothing is sent.
        case startTLS
        /// TLS from the first byte.
        case tls
        /// None.
        case none
    }

    /// Host name or IP address of the server.
    package var host: String
    /// Its port.
    package var port: Int
    /// Protection of the way.
    var security: Security
    /// User of authentication; nil sends without.
    package var user: String?
    /// Password of authentication.
    package var password: Secret?
    /// File of trusted certificates; nil is the system's.
    package var trustFile: String?
    /// Time limit of the whole dialogue.
    var timeout: Duration
    /// What EHLO says this machine is called; nil is the name of the machine.
    package var helo: String?

    /// A transfer to a server, without authentication.
    package init(host: String, port: Int, security: Security, timeout: Duration) {
        self.host = host
        self.port = port
        self.security = security
        self.timeout = timeout
    }

    /// Sends a mail whose lines end with CRLF from one mailbox to others, in one transaction.
    ///
    /// Throws only if libcurl cannot be used at all; what the server does is the result.
    package func send(
        _ mail: [UInt8],
        from sender: String,
        to recipients: [String]
    ) throws(CurlError) -> SMTPResult {
        for mailbox in [sender] + recipients { try Self.check(mailbox) }
        let handle = try EasyHandle()
        let upload = MailUpload(mail)
        // libcurl's own limit, which knows more to say, comes first.
        let dialogue = SMTPDialogue(limit: timeout + .milliseconds(50))
        try configure(handle)
        try handle.set(.mailSender, "<\(sender)>")
        try handle.set(.mailRecipients, StringList(recipients.map { "<\($0)>" }))
        try handle.setMail(upload, dialogue)
        var failure: CurlError?
        do throws(CurlError) {
            try handle.perform()
        } catch {
            failure = error
        }
        return withExtendedLifetime((handle, upload)) {
            SMTPResult(
                dialogue,
                recipients: recipients.count,
                failure: failure,
                isUploaded: upload.isWhole,
                security: security,
                mask: mask
            )
        }
    }

    /// Masks the password, and the login as AUTH PLAIN sends it.
    private var mask: SecretMask {
        guard let password = password?.reveal(), !password.isEmpty else { return SecretMask([]) }
        let user = user ?? ""
        return SecretMask([
            password, "\0\(user)\0\(password)", "\(user)\0\(user)\0\(password)",
        ])
    }

    /// libcurl of Debian 12 would send line ends in a mailbox as they are, and with them further commands.
    private static func check(_ mailbox: String) throws(CurlError) {
        let isPlain = mailbox.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
        }
        guard isPlain, !mailbox.isEmpty else {
            throw CurlError(.badArgument, operation: "send mail", detail: "not a plain mailbox")
        }
    }

    private func configure(_ handle: EasyHandle) throws(CurlError) {
        let isLiteral = host.utf8.contains(UInt8(ascii: ":"))
        let authority = "\(isLiteral ? "[\(host)]" : host):\(port)"
        // The path is what EHLO says.
        let path = (helo ?? "").replacing("[", with: "%5B").replacing("]", with: "%5D")
        try handle.set(.url, "\(security == .tls ? "smtps" : "smtp")://\(authority)/\(path)")
        try handle.set(.protocols, "smtp,smtps")
        // Mail does not take the way that the environment names for web pages.
        try handle.set(.proxy, "")
        try handle.set(.tlsDemand, security == .startTLS ? TLSDemand.all : TLSDemand.none)
        try handle.set(.user, user)
        try handle.set(.password, password?.reveal())
        if let trustFile {
            try handle.set(.trustFile, trustFile)
            try handle.set(.trustFolder, nil)
        }
        let milliseconds = max(1, timeout.wholeMilliseconds)
        try handle.set(.timeoutMilliseconds, milliseconds)
        try handle.set(.connectTimeoutMilliseconds, milliseconds)
        try handle.set(.replyTimeoutSeconds, (milliseconds + 999) / 1000)
        try handle.set(.quickExit, true)
        // The connection ends with the transfer, so that a silent server delays QUIT by the time limit at most.
        try handle.set(.forbidReuse, true)
        try handle.set(.allowRefusedRecipients, true)
    }
}
