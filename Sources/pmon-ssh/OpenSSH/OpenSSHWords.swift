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
        let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }.map { CleanText.line($0, limit: 300) }
        let telling = lines.filter { line in
            !line.isEmpty && !line.hasPrefix("Warning: Permanently added") && !line.hasPrefix("@@@")
                && !line.contains("pmon:") && !line.hasPrefix("** ")
        }
        return telling.suffix(Self.mostLines).joined(separator: " ")
    }

    /// True if the connection was cut before the server's greeting or during the key exchange, be it at a jump host.
    var isCutEarly: Bool {
        ["exchange_identification", "banner exchange:", "UNKNOWN port 65535"].contains {
            all.contains($0)
        }
    }

    private var all: String { String(decoding: bytes, as: UTF8.self) }

    /// Why `ssh` ended before the machine's shell began.
    func failure(_ status: String) -> VisitFailure {
        let text = text
        guard !text.isEmpty else { return VisitFailure(.protocolError, "ssh ended with \(status)") }
        if all.contains("REMOTE HOST IDENTIFICATION HAS CHANGED") {
            return VisitFailure(.hostKey, "its host key has changed: \(text)")
        }
        return VisitFailure(kind, "ssh: \(text)")
    }

    /// The class of a failure, by the words that OpenSSH has for it.
    var kind: VisitFailure.Kind {
        let words: [(String, VisitFailure.Kind)] = [
            ("Host key verification failed", .hostKey), ("host key", .hostKey),
            ("Permission denied", .login), ("Too many authentication failures", .login),
            ("Could not resolve hostname", .name), ("Connection refused", .refused),
            ("timed out", .timeout), ("No route to host", .unreachable),
            ("Network is unreachable", .unreachable), ("exchange_identification", .reset),
            ("Connection closed", .reset), ("Connection reset", .reset), ("Broken pipe", .reset),
        ]
        return words.first { all.contains($0.0) }?.1 ?? .protocolError
    }
}
