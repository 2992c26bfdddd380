// SPDX-License-Identifier: MIT

import PmonCore
import PmonCurl

/// What a failed transfer means: its class and a sentence.
struct TransferReport {
    /// The class.
    let reason: Reason
    /// The sentence.
    let message: String

    /// Reads a handle whose transfer ended with `code`; `refusal` is why the server's certificate was not trusted.
    init(_ handle: EasyHandle, _ code: CurlCode, check: Check, hop: Hop, refusal: String? = nil) {
        let isTLS = hop.parts.scheme == "https"
        let proxy = check.target.plan.request.proxy
        let isAtProxy = proxy.map { Self.isAt($0, handle, code, isTLS: isTLS) } ?? false
        // Without a proxy libcurl has the words itself.
        let lost = code == .tlsConnect && !isAtProxy ? refusal : nil
        let failure = TransferFailure(
            code: lost == nil ? code : .peerVerification,
            systemError: Int32(truncatingIfNeeded: handle.number(.systemError)),
            isAtProxy: isAtProxy,
            detail: lost.map { "SSL certificate problem: \($0)" } ?? handle.errorText
        )
        reason = failure.reason
        if code == .timedOut {
            let phase = Self.phase(handle, server: hop.parts.server, isTLS: isTLS)
            message = FailureMessage.timeout(check.target.plan.timeout, while: phase)
        } else {
            let server = proxy.map { "\($0.host):\($0.port)" } ?? hop.parts.server
            message = FailureMessage.text(failure, server: server)
        }
    }

    /// True if the way to a server ended at its proxy.
    private static func isAt(
        _ proxy: ProxyPlan,
        _ handle: EasyHandle,
        _ code: CurlCode,
        isTLS: Bool
    ) -> Bool {
        if code == .noConnection { return true }
        // A server's own TLS begins only once the proxy has said yes to CONNECT.
        if isTLS, proxy.speaksHTTP {
            return !(200..<300).contains(handle.number(.proxyConnectCode))
        }
        return proxy.isTLS && [.peerVerification, .tlsConnect, .badTrustFile].contains(code)
    }

    /// What the transfer was waiting for.
    private static func phase(_ handle: EasyHandle, server: String, isTLS: Bool) -> String {
        if handle.microseconds(.firstByte) > 0 { return "receiving the reply of \(server)" }
        if handle.microseconds(.beforeTransfer) > 0 { return "waiting for the reply of \(server)" }
        if isTLS, handle.string(.peerAddress) != nil {
            return "in the TLS handshake with \(server)"
        }
        return "connecting to \(server)"
    }
}
