// SPDX-License-Identifier: MIT

import PmonCore
import PmonCurl

/// What a failed transfer means: its class and a sentence.
struct TransferReport {
    /// The class.
    let reason: Reason
    /// The sentence.
    let message: String

    /// Reads a handle whose transfer ended with `code`; `capture` saw the TLS handshake with the server.
    init(
        _ handle: EasyHandle,
        _ code: CurlCode,
        check: Check,
        hop: Hop,
        capture: CertificateCapture? = nil
    ) {
        let request = check.target.plan.request
        let isBeforeServer = Self.isBeforeServer(handle, hop: hop, capture: capture)
        let isAtProxy = request.proxy != nil && isBeforeServer
        // OpenSSL's own words name the certificate, and libcurl may lose them behind a proxy.
        let refusal = request.isInsecure || isBeforeServer ? nil : capture?.refusal
        // libcurl takes the server's alert that the client's certificate has expired for a verdict on the server's own.
        let isOwn =
            code == .peerVerification && refusal == nil && !isBeforeServer
            && handle.errorText == "SSL certificate verification failed"
        let isRefused = refusal != nil && [.tlsConnect, .peerVerification].contains(code)
        let failure = TransferFailure(
            code: isOwn ? .clientCertificate : isRefused ? .peerVerification : code,
            systemError: Int32(truncatingIfNeeded: handle.number(.systemError)),
            isAtProxy: isAtProxy,
            detail: isOwn
                ? "the server says that the client certificate has expired"
                : isRefused ? "SSL certificate problem: \(refusal ?? "")" : handle.errorText
        )
        reason = failure.reason
        let server = hop.parts.server
        // A proxy of HTTP answers for servers that are asked in plain text.
        let isProxys = isAtProxy || request.proxy?.speaksHTTP ?? false && hop.parts.scheme == "http"
        let proxy = isProxys ? request.proxy?.server : nil
        if code == .timedOut {
            let phase = Self.phase(
                handle,
                server: server,
                proxy: isAtProxy ? proxy : nil,
                isTLS: capture?.hasBegun ?? false
            )
            message = FailureMessage.timeout(check.target.plan.timeout, while: phase)
        } else {
            message = FailureMessage.text(failure, server: proxy ?? server)
        }
    }

    /// True if the transfer ended before the server itself was spoken to, by TLS or by HTTP.
    private static func isBeforeServer(
        _ handle: EasyHandle,
        hop: Hop,
        capture: CertificateCapture?
    ) -> Bool {
        // libcurl prepares the context of the server's TLS once the proxy has made its connection.
        if hop.parts.scheme == "https", let capture { return !capture.hasBegun }
        return handle.microseconds(.beforeTransfer) == 0
    }

    /// What the transfer was waiting for; `proxy` if that was the proxy.
    private static func phase(
        _ handle: EasyHandle,
        server: String,
        proxy: String?,
        isTLS: Bool
    ) -> String {
        if handle.microseconds(.beforeTransfer) > 0 {
            return handle.microseconds(.firstByte) > 0
                ? "receiving the reply of \(server)" : "waiting for the reply of \(server)"
        }
        if let proxy {
            return handle.string(.peerAddress) == nil
                ? "connecting to proxy \(proxy)"
                : "waiting for proxy \(proxy) to connect to \(server)"
        }
        return isTLS ? "in the TLS handshake with \(server)" : "connecting to \(server)"
    }
}
