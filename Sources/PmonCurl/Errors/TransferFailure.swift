// SPDX-License-Identifier: MIT

private import Glibc
package import PmonCore

/// What is known of a transfer that failed, and the stable class it belongs to.
package struct TransferFailure: Equatable, Sendable {
    /// How the transfer ended; never `.ok`.
    package let code: CurlCode
    /// The errno of the failed connect or transfer call (CURLINFO_OS_ERRNO); 0 if none.
    package let systemError: Int32
    /// True if a proxy was used and the failure lies before or at it.
    package let isAtProxy: Bool
    /// libcurl's error buffer; may be empty.
    package let detail: String

    /// A failure of that description.
    package init(
        code: CurlCode,
        systemError: Int32 = 0,
        isAtProxy: Bool = false,
        detail: String = ""
    ) {
        self.code = code
        self.systemError = systemError
        self.isAtProxy = isAtProxy
        self.detail = detail
    }

    /// The class of the failure.
    ///
    /// Schemes are checked before, so an unsupported protocol is the reply's (HTTP/0.9).
    /// `reset` is a connection that ended before the reply was complete, `protocol` a reply that is no valid HTTP.
    package var reason: Reason {
        switch code {
        case .timedOut: .timeout
        case .malformedURL: .url
        case .tooManyRedirects: .redirect
        // Files of this machine, whatever the way to the server.
        case .ownCertificate, .badTrustFile: .config
        case .unresolvedProxy, .proxy: .proxy
        case _ where isAtProxy: .proxy
        case .unresolvedHost: .dns
        case .noConnection: connectReason
        case .peerVerification, .issuer, .pinnedKey, .certificateStatus: .certificate
        case .tlsConnect, .cipher, .tlsFailed, .tlsEngine, .badRevocationFile, .clientCertificate,
            .tlsShutdown:
            tlsReason
        case .partialFile, .gotNothing, .sendError: .reset
        case .receiveError: receiveReason
        default: .protocolError
        }
    }

    private var connectReason: Reason {
        switch systemError {
        case ECONNREFUSED: .refused
        case ETIMEDOUT: .timeout
        case ECONNRESET: .reset
        default: .unreachable
        }
    }

    /// A connection that is cut during the handshake is told apart by OpenSSL's words alone.
    private var tlsReason: Reason {
        guard code == .tlsConnect else { return .tls }
        return systemError == ECONNRESET || detail.hasSuffix("Connection reset by peer ")
            ? .reset : .tls
    }

    /// CURLE_RECV_ERROR also stands for bad chunks and for headers beyond all limits, with a text but without an errno.
    private var receiveReason: Reason {
        let isProtocol = ["chunked-encoding", "headers", "HTTP code"].contains {
            detail.contains($0)
        }
        return isProtocol ? .protocolError : .reset
    }
}
