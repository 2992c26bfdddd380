// SPDX-License-Identifier: MIT

import PmonCurl
import PmonRecord
import PmonText

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
        // Whatever libcurl saw of it first, the alert is the cause, and reads the same each time.
        let isCut = [.sendError, .receiveError, .tlsConnect].contains(code) && !isRefused
        let alert = isCut ? capture?.alert : nil
        var failure = TransferFailure(
            code: isOwn ? .clientCertificate : isRefused ? .peerVerification : code,
            systemError: Int32(truncatingIfNeeded: handle.number(.systemError)),
            isAtProxy: isAtProxy,
            detail: isOwn
                ? "the server says that the client certificate has expired"
                : isRefused ? "SSL certificate problem: \(refusal ?? "")" : handle.errorText
        )
        let server = hop.parts.server
        if let alert {
            failure = TransferFailure(code: .tlsFailed, detail: "TLS ended by \(server): \(alert)")
        }
        reason = failure.reason
        // A proxy of HTTP answers for servers that are asked in plain text.
        let isProxys = isAtProxy || request.proxy?.speaksHTTP ?? false && hop.parts.scheme == .http
        let proxy = isProxys ? request.proxy?.server : nil
        if code == .timedOut {
            let phase =
                Self.socketPhase(handle, hop, isBeforeServer, capture, check.lines)
                ?? Self.phase(
                    handle,
                    server: server,
                    proxy: proxy,
                    isAtProxy: isAtProxy,
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
        // A connection that was there needs no handshake.
        if handle.microseconds(.beforeTransfer) > 0 { return false }
        // libcurl prepares the context of the server's TLS once the proxy has made its connection.
        if hop.parts.scheme.isTLS { return !(capture?.hasBegun ?? false) }
        // libcurl knows it once the whole way stands.
        return hop.parts.scheme.isWeb || handle.microseconds(.connect) == 0
    }

    /// What a connection of another protocol than HTTP was waiting for once it stood; nil for others.
    private static func socketPhase(
        _ handle: EasyHandle,
        _ hop: Hop,
        _ isBeforeServer: Bool,
        _ capture: CertificateCapture?,
        _ lines: ServerLines?
    ) -> String? {
        guard !hop.parts.scheme.isWeb, !isBeforeServer else { return nil }
        let isSecuring = capture?.hasBegun ?? false && handle.microseconds(.tlsConnect) == 0
        guard !isSecuring else { return nil }
        let what = lines?.began == nil && hop.parts.scheme.greets ? "greeting" : "reply"
        let last = lines?.lastLine(of: hop.parts.scheme).map { " after \"\($0)\"" } ?? ""
        return "waiting for the \(what) of \(hop.parts.server)\(last)"
    }

    /// What the transfer was waiting for; `proxy` if that was the proxy, or if it was the one that was asked.
    private static func phase(
        _ handle: EasyHandle,
        server: String,
        proxy: String?,
        isAtProxy: Bool,
        isTLS: Bool
    ) -> String {
        if handle.microseconds(.beforeTransfer) > 0 {
            let way = proxy.map { " through proxy \($0)" } ?? ""
            return handle.microseconds(.firstByte) > 0
                ? "receiving the reply of \(server)\(way)"
                : "waiting for the reply of \(server)\(way)"
        }
        if isAtProxy, let proxy {
            return handle.string(.peerAddress) == nil
                ? "connecting to proxy \(proxy)"
                : "waiting for proxy \(proxy) to connect to \(server)"
        }
        return isTLS ? "in the TLS handshake with \(server)" : "connecting to \(server)"
    }
}
