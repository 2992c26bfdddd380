// SPDX-License-Identifier: MIT

private import CSSH2

extension VisitFailure {
    /// What a libssh2 error means for the machine.
    static func of(_ error: SSHError, on session: SSHSession) -> VisitFailure {
        if session.isOverLimit {
            return VisitFailure(
                .protocolError,
                "it sent more than \(ReceiveBudget.session >> 20) MiB"
            )
        }
        if session.isCut {
            return VisitFailure(.reset, "the connection was cut during \(error.operation)")
        }
        switch error.code {
        case LIBSSH2_ERROR_SOCKET_DISCONNECT, LIBSSH2_ERROR_SOCKET_RECV, LIBSSH2_ERROR_SOCKET_SEND,
            LIBSSH2_ERROR_BANNER_SEND:
            return VisitFailure(.reset, "the connection was cut during \(error.operation)")
        case LIBSSH2_ERROR_BANNER_RECV:
            return VisitFailure(.protocolError, "what answers there is no SSH server")
        case LIBSSH2_ERROR_KEX_FAILURE, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE,
            LIBSSH2_ERROR_METHOD_NONE:
            return ofKeyExchange(error, on: session)
        case LIBSSH2_ERROR_CHANNEL_FAILURE, LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED:
            return VisitFailure(.commands, "the server runs no commands: \(error.detail)")
        default:
            return VisitFailure(
                .protocolError,
                "\(error.operation) failed: \(error.detail) (libssh2 error \(error.code))"
            )
        }
    }

    /// What a failed key exchange means: the two sides lack a common algorithm, or it went wrong.
    private static func ofKeyExchange(_ error: SSHError, on session: SSHSession) -> VisitFailure {
        let offer = AlgorithmOffer(opening: session.words.opening)
        guard let gap = offer?.gap(to: session.offer) else {
            return VisitFailure(.protocolError, "the key exchange failed: \(error.detail)")
        }
        let names = CleanText.line(gap.names.joined(separator: ", ").utf8, limit: 300)
        return VisitFailure(
            .protocolError,
            "no common \(gap.purpose.name), the server offers \(names.isEmpty ? "none" : names): "
                + "the system's ssh may have one, see type = openssh"
        )
    }
}
