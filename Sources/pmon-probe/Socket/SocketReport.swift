// SPDX-License-Identifier: MIT

import PmonCurl
import PmonRecord
import PmonText

/// What it means that a server of mail or files did not let the client in.
struct SocketReport {
    let reason: Reason
    let message: String

    /// Reads a handle whose connection failed with `code` beyond what it has in common with HTTP's; nil otherwise.
    ///
    /// A refusal in words is the application's; a connection that ends or words that are none are the environment's.
    init?(_ handle: EasyHandle, _ code: CurlCode, at hop: Hop, lines: ServerLines?) {
        let server = hop.parts.server
        let said = lines?.lastLine(of: hop.parts.scheme)
        if lines?.isEndless ?? false || handle.errorText.hasPrefix("Too large response headers") {
            reason = .protocolError
            message = "replies of \(server) exceed \(SizeText.format(ServerLines.most))"
            return
        }
        switch code {
        case .tlsFailed:
            reason = .tls
            message = Self.refusedUpgrade(handle, server, said)
        case .loginDenied, .accessDenied:
            reason = .status
            message = "login refused by \(server): \(said ?? "no words")"
        case .weirdServerReply where handle.errorText.hasPrefix("Got "):
            reason = .status
            message = "\(server) does not serve: \(said ?? "no words")"
        // libcurl's FTP takes the reply 421 for a time limit, whatever its cause.
        case .timedOut where said?.hasPrefix("421 ") ?? false:
            reason = .status
            message = "\(server) does not serve: \(said ?? "")"
        case .weirdServerReply:
            reason = .protocolError
            message = Self.excess(of: server)
        case .receiveError where handle.errorText.hasPrefix("response reading failed"):
            reason = .reset
            message =
                said.map { "connection closed by \(server) after \"\($0)\"" }
                ?? "connection closed by \(server) without a reply"
        default: return nil
        }
    }

    /// Words that came before TLS and would count as said over it.
    static func excess(of server: String) -> String {
        "\(server) says more than its reply before TLS begins"
    }

    /// Why TLS could not begin: libcurl's words tell whether it was offered.
    private static func refusedUpgrade(
        _ handle: EasyHandle,
        _ server: String,
        _ said: String?
    ) -> String {
        let isOffered = !["not supported", "not available"].contains {
            handle.errorText.contains($0)
        }
        guard isOffered else { return "STARTTLS is not offered by \(server)" }
        return "STARTTLS is refused by \(server)\(said.map { ": \($0)" } ?? "")"
    }
}
