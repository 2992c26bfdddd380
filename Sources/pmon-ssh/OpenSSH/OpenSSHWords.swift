// SPDX-License-Identifier: MIT

/// What `ssh` and the server said on stderr: kept up to a limit, and turned into a failure.
struct OpenSSHWords {
    private static let limit = 4096
    /// Maximum number of lines in a message; the last ones say why.
    private static let mostLines = 3

    private var bytes: [UInt8] = []

    /// Takes the next bytes.
    mutating func take(_ more: UnsafeRawBufferPointer) {
        bytes += more.suffix(Self.limit)
        if bytes.count > Self.limit { bytes.removeFirst(bytes.count - Self.limit) }
    }

    /// The last lines that say something, as one.
    var text: String {
        lines.filter(Self.isTelling).suffix(Self.mostLines).joined(separator: " ")
    }

    /// False for a line of `ssh` that says nothing of why it ends.
    static func isTelling(_ line: String) -> Bool {
        !line.hasPrefix("Warning: Permanently added") && !line.hasPrefix("@@@")
            && !line.hasPrefix("** ") && !line.hasPrefix("debug")
            && !line.hasPrefix("Could not chdir to home directory ")
    }

    /// True if nothing was said that tells why `ssh` ended: it says so of each failure of its own.
    var isSilent: Bool { text.isEmpty }

    /// True if `ssh` itself said why it ended.
    var saysWhy: Bool { !last.isEmpty }

    /// True if the connection was cut before the server's greeting or during the key exchange, be it at a jump host.
    var isCutEarly: Bool {
        last.contains { line in
            line.contains("exchange_identification:") || line.contains("banner exchange:")
                || line.hasPrefix("Connection closed by UNKNOWN port 65535")
        }
    }

    /// `ssh` does not repeat what a server says before its greeting, such as `Exceeded MaxStartups`.
    private static let crowd =
        " (before its greeting, as sshd does when more log in at once than MaxStartups allows)"

    private var lines: [String] {
        bytes.split { $0 == 0x0A || $0 == 0x0D }.map { CleanText.line($0, limit: 300) }
            .filter { !$0.isEmpty && !$0.contains("pmon:") }
    }

    /// The last words of `ssh` itself, which come after a server's banner; that may say anything.
    private var last: [String] {
        let lines = lines.reversed().drop { Self.kind(of: $0) == nil }
        return Array(lines.prefix { Self.kind(of: $0) != nil })
    }

    /// Why `ssh` ended before the machine's shell began.
    func failure(_ status: String) -> VisitFailure {
        let text = text
        guard !text.isEmpty else { return VisitFailure(.protocolError, "ssh ended with \(status)") }
        let kind = kind
        guard saysWhy else {
            return VisitFailure(
                .protocolError,
                "ssh, or the machine's shell, ended with \(status): \(text)"
            )
        }
        let hasChanged = lines.contains { $0.contains("REMOTE HOST IDENTIFICATION HAS CHANGED") }
        if kind == .hostKey, hasChanged {
            return VisitFailure(.hostKey, "its host key has changed: \(text)")
        }
        return VisitFailure(kind, "ssh: \(text)\(isCutEarly ? Self.crowd : "")")
    }

    /// The class of a failure, by the words that OpenSSH has for it; that nearest to the machine counts.
    ///
    /// A server refuses a login only after its key has been accepted.
    var kind: VisitFailure.Kind {
        let kinds = last.compactMap(Self.kind)
        if kinds.contains(.login) { return .login }
        if kinds.contains(.hostKey) { return .hostKey }
        return kinds.last { $0 != .reset } ?? kinds.last ?? .protocolError
    }

    /// The class of a line of `ssh` that says why it ends; nil for any other line.
    private static func kind(of line: String) -> VisitFailure.Kind? {
        if line == "Host key verification failed." { return .hostKey }
        if line.contains(": Permission denied ("), line.hasSuffix(").") { return .login }
        if line.hasSuffix("Too many authentication failures") { return .login }
        if line.hasPrefix("ssh: Could not resolve hostname ") { return .name }
        let own = ["Unable to negotiate with ", "channel 0: open failed: ", "command-line"]
        if own.contains(where: line.hasPrefix) { return .protocolError }
        guard isOfConnection(line) else { return nil }
        let endings: [(String, VisitFailure.Kind)] = [
            ("Connection refused", .refused), ("timed out", .timeout),
            ("not responding.", .timeout),
            ("No route to host", .unreachable), ("Network is unreachable", .unreachable),
        ]
        return endings.first { line.hasSuffix($0.0) }?.1 ?? .reset
    }

    private static func isOfConnection(_ line: String) -> Bool {
        let beginnings = [
            "ssh: connect to host ", "kex_exchange_identification: ",
            "ssh_exchange_identification: ",
            "banner exchange: ", "ssh_dispatch_run_fatal: ", "client_loop: ", "packet_write_",
            "Connection closed by ", "Connection reset by ", "Connection to ",
            "Connection timed out",
            "Received disconnect from ", "Disconnected from ", "Timeout, server ", "read from ",
            "Read from ",
        ]
        return beginnings.contains { line.hasPrefix($0) }
    }
}
