// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonSystem
import PmonText

/// Copies a request into a fresh handle.
struct TransferSetup {
    /// A TLS record has 16 KiB; for the short replies of health checks less is enough, and there may be thousands.
    private static let bufferSize = 4096
    /// As much as a reply of HTTP/2 can bring at once: a header section of 128 KiB and what libcurl reads of a connection.
    ///
    /// What does not fit makes libcurl 7.88 lose the end of the stream until something else comes.
    private static let http2BufferSize = 160 * 1024
    /// libcurl's least.
    private static let sendBufferSize = 16 * 1024

    /// What is requested.
    let target: ProbeTarget
    let hop: Hop
    /// The addresses to connect to.
    let route: Route
    /// When the try has to be done.
    let deadline: Monotonic
    /// Notes the certificate of this request; nil where the record does not show it.
    let capture: CertificateCapture?
    /// True if the request may take a connection that is there, and leave its own there.
    var keepsConnection = false

    /// Sets all options of the handle.
    func apply(to handle: EasyHandle) throws(CurlError) {
        guard hop.parts.scheme.isWeb else { return try applySocket(to: handle) }
        try applyBasics(to: handle)
        try handle.set(.protocols, "http,https")
        if !keepsConnection { try handle.set(.forbidReuse, true) }
        try handle.set(.uploadBufferSize, Self.sendBufferSize)
        if target.plan.request.http == .v2 {
            try handle.set(.bufferSize, Self.http2BufferSize)
        }
        try applyRequest(to: handle)
        try applyProxy(to: handle)
        if hop.parts.scheme == .https { try applyTLS(to: handle) }
        try handle.useRenewedTrust()
        if target.plan.request.proxy?.isTLS ?? false { try applyProxyTLS(to: handle) }
    }

    /// Where the transfer goes, and when it ends.
    func applyBasics(to handle: EasyHandle) throws(CurlError) {
        try handle.set(.url, hop.address)
        let milliseconds = max(Int(deadline.microseconds(since: .now()) / 1000) + 1, 1)
        try handle.set(.timeoutMilliseconds, milliseconds)
        try handle.set(.connectTimeoutMilliseconds, milliseconds)
        try handle.set(.quickExit, true)
        if !keepsConnection { try handle.set(.freshConnect, true) }
        try handle.set(.bufferSize, Self.bufferSize)
        try handle.set(route)
    }

    private func applyRequest(to handle: EasyHandle) throws(CurlError) {
        let request = target.plan.request
        if hop.sendsBody, let body = request.body {
            try handle.setBody(body)
        } else if let method = hop.method, RequestPlan.methodsWithBody.contains(method) {
            try handle.setBody([])
        }
        if hop.method == "HEAD" {
            try handle.set(.noBody, true)
        } else if let method = hop.method {
            try handle.set(.method, method)
        }
        // libcurl asks again where the server cannot do what `Expect` says: without that header, unless it is configured.
        try handle.set(.redirects, 1)
        let headers = try sentHeaders()
        if let cookie = headers.cookie { try handle.set(.cookie, cookie) }
        if let lines = headers.lines { try handle.set(.headers, lines) }
        try handle.set(.userAgent, request.userAgent)
        switch request.http {
        case .v10: try handle.set(.httpVersion, HTTPVersionOption.version10)
        case .v11: try handle.set(.httpVersion, HTTPVersionOption.version11)
        case .v2: try handle.set(.httpVersion, HTTPVersionOption.version2)
        }
        try applyFamily(to: handle)
        guard hop.sendsSecrets else { return }
        try applyLogin(to: handle)
    }

    func applyFamily(to handle: EasyHandle) throws(CurlError) {
        switch target.plan.request.ip {
        case .any: break
        case .v4: try handle.set(.ipFamily, IPFamilyOption.version4)
        case .v6: try handle.set(.ipFamily, IPFamilyOption.version6)
        }
    }

    func applyLogin(to handle: EasyHandle) throws(CurlError) {
        // libcurl sends a password only beside a user, and with none a token would silently not be sent.
        let user = target.user ?? (target.password == nil ? nil : "")
        if let user { try handle.set(.user, user) }
        if let password = target.password { try handle.set(.password, password.reveal()) }
    }

    private func sentHeaders() throws(CurlError) -> SentHeaders {
        let request = target.plan.request
        if hop.sendsSecrets, hop.isAtFirstHost { return request.sent }
        return try SentHeaders(
            request.headers,
            sendsSecrets: hop.sendsSecrets,
            isAtFirstHost: hop.isAtFirstHost
        )
    }

    /// A proxy that speaks TLS is trusted as servers are; it is always verified.
    func applyProxyTLS(to handle: EasyHandle) throws(CurlError) {
        try handle.set(.proxyTrustFolder, nil)
        try handle.set(.sessionCache, false)
        switch target.plan.request.trust {
        case .system: break
        case .file(let path): try handle.set(.proxyTrustFile, path)
        case .bytes(let bytes): try handle.set(.proxyTrust, bytes)
        }
    }

    /// Without a proxy of ours none is used, and ours for every host: empty strings keep libcurl from the environment.
    func applyProxy(to handle: EasyHandle) throws(CurlError) {
        try handle.set(.proxy, target.plan.request.proxy?.address.reveal() ?? "")
        try handle.set(.noProxy, "")
        // The reply to CONNECT is no part of the server's.
        guard target.plan.request.proxy != nil else { return }
        try handle.set(.suppressConnectHeaders, true)
        try handle.limitTunnelReply()
    }

    func applyTLS(to handle: EasyHandle) throws(CurlError) {
        let request = target.plan.request
        // With a folder of certificates libcurl would read all trusted ones for each connection (curl issue 9620).
        try handle.set(.trustFolder, nil)
        try handle.set(.sessionCache, false)
        if let capture { try handle.setTLSContextPreparer(capture) }
        if request.isInsecure {
            try handle.set(.verifyPeer, false)
            try handle.set(.verifyHost, 0)
        }
        switch request.trust {
        case .system: break
        case .file(let path): try handle.set(.trustFile, path)
        case .bytes(let bytes): try handle.set(.trust, bytes)
        }
        if let certificate = request.certificate {
            try handle.set(.ownCertificate, certificate)
            try handle.set(.ownKey, request.key)
            // Nobody is there to be asked: without a passphrase, a key that needs one fails.
            try handle.set(.ownKeyPassphrase, request.passphrase?.reveal() ?? "")
        }
    }
}
