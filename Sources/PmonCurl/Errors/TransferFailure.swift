// SPDX-License-Identifier: MIT

private import Glibc
package import PmonRecord
import PmonSystem

/// The facts of a failed transfer, and its stable class.
package struct TransferFailure: Equatable, Sendable {
    /// How the transfer ended; never `.ok`.
    package let code: CurlCode
    /// The errno of the failed connect or transfer call (CURLINFO_OS_ERRNO); 0 if none.
    package let systemError: Int32
    /// True if a proxy was used and the failure lies before or at it.
    let isAtProxy: Bool
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

    /// The cause that ended a transfer while bytes were in flight.
    package enum StreamCause: Equatable, Sendable {
        /// A system call failed; 0 if libcurl does not name the error.
        case socket(Int32)
        /// The peer closed the connection where TLS demands more.
        case closed
        /// TLS failed, for example because the peer sent an alert.
        case tls
        /// The peer broke HTTP, or refused the stream.
        case protocolError
    }

    /// The meaning of CURLE_RECV_ERROR or CURLE_SEND_ERROR, by libcurl's words; of a handshake's end, too.
    ///
    /// A socket: `Recv failure: Connection reset by peer`, over TLS `OpenSSL SSL_read: Connection reset by peer, errno
    /// 104`; TLS itself: `OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0`.
    package var cause: StreamCause {
        if detail.contains("unexpected eof while reading") { return .closed }
        if detail.contains(" routines:") { return .tls }
        // What libcurl says first where a connection was reset as soon as it stood; it asks for the addresses of both ends.
        if ["getpeername() failed", "getsockname() failed"].contains(where: detail.hasPrefix) {
            return .socket(ECONNRESET)
        }
        let isSocket = ["Recv failure: ", "Send failure: ", "OpenSSL SSL_", "SSL_write() error: "]
            .contains {
                detail.hasPrefix($0)
            }
        guard isSocket || detail.isEmpty else { return .protocolError }
        // Without words the errno may be that of an address which was tried before.
        guard !detail.isEmpty else {
            return .socket(Self.socketErrors.contains(systemError) ? systemError : 0)
        }
        return .socket(namedError ?? 0)
    }

    /// True if libcurl's words say that a system call failed, whatever it was about to do.
    private var namesSocket: Bool {
        guard case .socket = cause else { return false }
        return namedError != nil
    }

    /// The error of a system call that libcurl's words name.
    private var namedError: Int32? {
        Self.socketErrors.first { detail.contains(ToolError.text(ofErrno: $0)) }
    }

    /// The class of a failure after the connection was made.
    private static let socketErrors = [
        ECONNRESET, EPIPE, ECONNABORTED, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN,
    ]

    /// The class of the failure.
    ///
    /// Schemes are checked before, so an unsupported protocol is the reply's (HTTP/0.9).
    /// `reset` is a connection that ended before the reply was complete, `protocol` a reply that is not valid HTTP.
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
        case .tlsConnect where namesSocket, .http2 where namesSocket: streamReason
        case .partialFile, .gotNothing: .reset
        case .tlsConnect, .cipher, .tlsFailed, .tlsEngine, .badRevocationFile, .clientCertificate,
            .tlsShutdown:
            .tls
        case .receiveError, .sendError: streamReason
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

    /// CURLE_RECV_ERROR and CURLE_SEND_ERROR stand for everything that can happen while bytes are in flight; libcurl's
    /// words name the cause.
    private var streamReason: Reason {
        switch cause {
        case .closed, .socket(ECONNRESET), .socket(EPIPE), .socket(ECONNABORTED): .reset
        case .socket(ETIMEDOUT): .timeout
        case .socket(EHOSTUNREACH), .socket(ENETUNREACH), .socket(EHOSTDOWN), .socket(ENETDOWN):
            .unreachable
        case .socket: .reset
        case .tls: .tls
        case .protocolError: .protocolError
        }
    }
}
