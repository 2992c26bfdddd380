// SPDX-License-Identifier: MIT

internal import CCurl

/// How a transfer or a call of libcurl ended: a CURLcode without the C type.
///
/// https://curl.se/libcurl/c/libcurl-errors.html
package struct CurlCode: RawRepresentable, Hashable, Sendable {
    /// The number of the CURLcode.
    package let rawValue: UInt32

    /// The code of that number.
    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    init(_ code: CURLcode) {
        rawValue = code.rawValue
    }

    /// libcurl's own words, for example `Couldn't connect to server`.
    package var text: String {
        guard let text = curl_easy_strerror(CURLcode(rawValue)) else { return "error \(rawValue)" }
        return String(cString: text)
    }

    /// Nothing failed (CURLE_OK).
    package static let ok = CurlCode(CURLE_OK)
    /// The scheme is not one of those allowed.
    package static let unsupportedProtocol = CurlCode(CURLE_UNSUPPORTED_PROTOCOL)
    /// The address cannot be parsed.
    package static let malformedURL = CurlCode(CURLE_URL_MALFORMAT)
    /// The library was built without what is asked for.
    static let notBuiltIn = CurlCode(CURLE_NOT_BUILT_IN)
    /// The proxy's name does not resolve.
    package static let unresolvedProxy = CurlCode(CURLE_COULDNT_RESOLVE_PROXY)
    /// The host's name does not resolve.
    package static let unresolvedHost = CurlCode(CURLE_COULDNT_RESOLVE_HOST)
    /// No connection could be made.
    package static let noConnection = CurlCode(CURLE_COULDNT_CONNECT)
    /// The server's reply cannot be parsed.
    package static let weirdServerReply = CurlCode(CURLE_WEIRD_SERVER_REPLY)
    /// The transfer ended before all announced bytes came.
    package static let partialFile = CurlCode(CURLE_PARTIAL_FILE)
    /// A content or transfer encoding that libcurl does not know.
    package static let badEncoding = CurlCode(CURLE_BAD_CONTENT_ENCODING)
    /// A write callback did not take the bytes.
    package static let writeError = CurlCode(CURLE_WRITE_ERROR)
    /// Memory ran out.
    package static let outOfMemory = CurlCode(CURLE_OUT_OF_MEMORY)
    /// The time limit passed.
    package static let timedOut = CurlCode(CURLE_OPERATION_TIMEDOUT)
    /// The TLS handshake failed.
    package static let tlsConnect = CurlCode(CURLE_SSL_CONNECT_ERROR)
    /// A callback asked for the end of the transfer.
    package static let abortedByCallback = CurlCode(CURLE_ABORTED_BY_CALLBACK)
    /// A call with a wrong argument.
    package static let badArgument = CurlCode(CURLE_BAD_FUNCTION_ARGUMENT)
    /// Too many redirects.
    package static let tooManyRedirects = CurlCode(CURLE_TOO_MANY_REDIRECTS)
    /// The server closed the connection without a reply.
    package static let gotNothing = CurlCode(CURLE_GOT_NOTHING)
    /// Sending failed.
    package static let sendError = CurlCode(CURLE_SEND_ERROR)
    /// Receiving failed.
    package static let receiveError = CurlCode(CURLE_RECV_ERROR)
    /// The own certificate or its key cannot be used.
    package static let ownCertificate = CurlCode(CURLE_SSL_CERTPROBLEM)
    /// No usable cipher.
    package static let cipher = CurlCode(CURLE_SSL_CIPHER)
    /// The peer's certificate was not accepted.
    package static let peerVerification = CurlCode(CURLE_PEER_FAILED_VERIFICATION)
    /// TLS was demanded and could not be had.
    package static let tlsFailed = CurlCode(CURLE_USE_SSL_FAILED)
    /// The TLS library could not be prepared.
    static let tlsEngine = CurlCode(CURLE_SSL_ENGINE_INITFAILED)
    /// The server does not let the client in.
    package static let accessDenied = CurlCode(CURLE_REMOTE_ACCESS_DENIED)
    /// The server did not accept the login.
    package static let loginDenied = CurlCode(CURLE_LOGIN_DENIED)
    /// The file of trusted certificates cannot be read.
    package static let badTrustFile = CurlCode(CURLE_SSL_CACERT_BADFILE)
    /// The TLS connection could not be shut down.
    static let tlsShutdown = CurlCode(CURLE_SSL_SHUTDOWN_FAILED)
    /// The list of revoked certificates cannot be read.
    static let badRevocationFile = CurlCode(CURLE_SSL_CRL_BADFILE)
    /// The issuer is not the expected one.
    package static let issuer = CurlCode(CURLE_SSL_ISSUER_ERROR)
    /// The pinned key is another one.
    static let pinnedKey = CurlCode(CURLE_SSL_PINNEDPUBKEYNOTMATCH)
    /// The certificate's status is not valid.
    static let certificateStatus = CurlCode(CURLE_SSL_INVALIDCERTSTATUS)
    /// The peer demands a client certificate.
    package static let clientCertificate = CurlCode(CURLE_SSL_CLIENTCERT)
    /// The peer broke HTTP/2.
    package static let http2 = CurlCode(CURLE_HTTP2)
    /// A stream of HTTP/2 failed.
    package static let http2Stream = CurlCode(CURLE_HTTP2_STREAM)
    /// The proxy handshake failed.
    package static let proxy = CurlCode(CURLE_PROXY)
}
