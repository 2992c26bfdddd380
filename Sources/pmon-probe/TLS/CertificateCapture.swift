// SPDX-License-Identifier: MIT

private import COpenSSL
import PmonCurl
import PmonSystem

/// Notes the leaf of a server's chain while it is verified, so that it is known of those that fail, too.
///
/// The verdict stays OpenSSL's: what it would have called is called, and its answer passed on. libcurl's own way
/// (CURLINFO_CERTINFO) prints the whole chain, a sixteenth of a connection's work, and nothing of one that failed.
/// https://www.openssl.org/docs/man3.0/man3/SSL_CTX_set_cert_verify_callback.html
final class CertificateCapture: TLSContextPreparer {
    /// What the certificate tells; nil as long as none came.
    fileprivate(set) var summary: CertificateSummary?
    /// OpenSSL's words on why the chain is not trusted, with the certificate at fault unless it is the server's own;
    /// nil if the chain is trusted.
    ///
    /// libcurl does not name the certificate, and libcurl 7.88 loses the words for a server behind a proxy that speaks
    /// TLS itself.
    fileprivate(set) var refusal: String?
    /// OpenSSL's words for the alert with which the server ended TLS; nil if there was none.
    ///
    /// Of one that comes while the request is sent, as a refused client certificate does with TLS 1.3, libcurl sees no
    /// more than that the connection ended, and reads the alert when it closes the connection.
    fileprivate(set) var alert: String?
    /// True once the handshake with the server is about to begin, so that everything before it is done.
    var hasBegun: Bool { began != nil }
    /// When that was.
    private(set) var began: Monotonic?
    private var proxies: Int

    /// A capture for one connection to a server, behind that many proxies with certificates of their own.
    init(proxies: Int = 0) {
        self.proxies = proxies
    }

    func prepare(tlsContext: OpaquePointer) {
        // The connections to proxies are secured first.
        guard proxies == 0 else {
            proxies -= 1
            return
        }
        began = .now()
        // The handle that the connection belongs to keeps this object until after it is closed.
        let capture = Unmanaged.passUnretained(self).toOpaque()
        SSL_CTX_set_cert_verify_callback(tlsContext, verifyAndCapture, capture)
        SSL_CTX_set_msg_callback(tlsContext, noteAlert)
        pmon_ssl_ctx_set_msg_callback_arg(tlsContext, capture)
    }
}

/// What OpenSSL calls for each message of TLS; the context is the `CertificateCapture`.
///
/// https://www.openssl.org/docs/man3.0/man3/SSL_CTX_set_msg_callback.html
private func noteAlert(
    isWritten: Int32,
    version: Int32,
    type: Int32,
    bytes: UnsafeRawPointer?,
    count: Int,
    connection: OpaquePointer?,
    context: UnsafeMutableRawPointer?
) {
    // A level and a description; the level means nothing any more (RFC 8446 section 6).
    guard type == SSL3_RT_ALERT, isWritten == 0, count == 2, let bytes, let context else { return }
    let alert = Int32(bytes.load(fromByteOffset: 1, as: UInt8.self))
    guard alert != SSL3_AD_CLOSE_NOTIFY, alert != TLS1_AD_USER_CANCELLED else { return }
    let capture = Unmanaged<CertificateCapture>.fromOpaque(context).takeUnretainedValue()
    capture.alert = pmon_ssl_alert_words(alert).map { String(cString: $0) } ?? "alert \(alert)"
}

/// What OpenSSL calls instead of its own verification; the context is the `CertificateCapture`.
private func verifyAndCapture(store: OpaquePointer?, context: UnsafeMutableRawPointer?) -> Int32 {
    // An error is no success: OpenSSL treats it so where there is no callback.
    guard let context, let leaf = X509_STORE_CTX_get0_cert(store) else {
        return max(X509_verify_cert(store), 0)
    }
    let capture = Unmanaged<CertificateCapture>.fromOpaque(context).takeUnretainedValue()
    capture.summary = CertificateSummary(leaf)
    let verdict = max(X509_verify_cert(store), 0)
    if verdict == 0 { capture.refusal = refusal(store) }
    return verdict
}

/// Why a chain was refused: `certificate has expired: intermediate certificate CN = name`.
private func refusal(_ store: OpaquePointer?) -> String? {
    guard let words = X509_verify_cert_error_string(Int(X509_STORE_CTX_get_error(store))) else {
        return nil
    }
    let text = String(cString: words)
    guard X509_STORE_CTX_get_error_depth(store) > 0,
        let certificate = X509_STORE_CTX_get_current_cert(store),
        let summary = CertificateSummary(certificate)
    else { return text }
    let kind = summary.subject == summary.issuer ? "root" : "intermediate"
    return "\(text): \(kind) certificate \(summary.subject)"
}
