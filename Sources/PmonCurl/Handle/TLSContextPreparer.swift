// SPDX-License-Identifier: MIT

internal import CCurl

/// Prepares the TLS context of each connection that a transfer makes.
package protocol TLSContextPreparer: AnyObject {
    /// Takes the SSL_CTX of OpenSSL that libcurl has set up, before the handshake and on the thread that drives the
    /// handle; what it puts in may live as long as the handle keeps the preparer.
    ///
    /// With a proxy that speaks TLS itself, the context of the connection to it comes first.
    func prepare(tlsContext: OpaquePointer)
}

extension EasyHandle {
    /// Sets the preparer of TLS contexts; the handle keeps it beyond its connections.
    ///
    /// Throws where libcurl does not use OpenSSL, whose contexts these are.
    /// https://curl.se/libcurl/c/CURLOPT_SSL_CTX_FUNCTION.html
    package func setTLSContextPreparer(_ preparer: any TLSContextPreparer) throws(CurlError) {
        guard usesOpenSSL else {
            throw CurlError(.notBuiltIn, operation: "prepare TLS", detail: "not built with OpenSSL")
        }
        tlsContextPreparer = preparer
        try check(
            pmon_curl_easy_setopt_tls_context_callback(raw, prepareTLSContext),
            CURLOPT_SSL_CTX_FUNCTION
        )
        try set(CURLOPT_SSL_CTX_DATA, context: self)
    }
}

/// True if the library that runs takes its TLS from OpenSSL.
private let usesOpenSSL: Bool = {
    guard let version = curl_version_info(CURLVERSION_FIRST)?.pointee.ssl_version else {
        return false
    }
    return String(cString: version).hasPrefix("OpenSSL/")
}()

/// CURLOPT_SSL_CTX_FUNCTION: the context is the `EasyHandle`.
private func prepareTLSContext(
    handle: UnsafeMutableRawPointer?,
    tlsContext: UnsafeMutableRawPointer?,
    context: UnsafeMutableRawPointer?
) -> CURLcode {
    guard let tlsContext, let context else { return CURLE_OK }
    let handle = Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
    handle.tlsContextPreparer?.prepare(tlsContext: OpaquePointer(tlsContext))
    return CURLE_OK
}
