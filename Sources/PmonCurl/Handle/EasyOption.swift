// SPDX-License-Identifier: MIT

internal import CCurl

/// An option that takes a number, or a truth value as 0 and 1.
///
/// https://curl.se/libcurl/c/curl_easy_setopt.html
package struct NumberOption: Sendable {
    let option: CURLoption

    init(_ option: CURLoption) {
        self.option = option
    }

    /// Time limit of the whole transfer in milliseconds.
    package static let timeoutMilliseconds = NumberOption(CURLOPT_TIMEOUT_MS)
    /// Time limit of connecting in milliseconds.
    package static let connectTimeoutMilliseconds = NumberOption(CURLOPT_CONNECTTIMEOUT_MS)
    /// 1: no signals for time-outs; needed wherever there are threads.
    package static let noSignal = NumberOption(CURLOPT_NOSIGNAL)
    /// 1: do not wait for the resolver's thread at the end.
    package static let quickExit = NumberOption(CURLOPT_QUICK_EXIT)
    /// 1: make a new connection.
    package static let freshConnect = NumberOption(CURLOPT_FRESH_CONNECT)
    /// 1: close the connection after use.
    package static let forbidReuse = NumberOption(CURLOPT_FORBID_REUSE)
    /// Size of the receive buffer in bytes, 1024 or more.
    package static let bufferSize = NumberOption(CURLOPT_BUFFERSIZE)
    /// Size of the send buffer in bytes, 16 KiB or more.
    package static let uploadBufferSize = NumberOption(CURLOPT_UPLOAD_BUFFERSIZE)
    /// 1: verify the chain of the peer's certificate.
    package static let verifyPeer = NumberOption(CURLOPT_SSL_VERIFYPEER)
    /// 2: verify the name in the peer's certificate; 0: do not.
    package static let verifyHost = NumberOption(CURLOPT_SSL_VERIFYHOST)
    /// Seconds for which certificates of a trust file are kept; 0 for never.
    static let trustCacheSeconds = NumberOption(CURLOPT_CA_CACHE_TIMEOUT)
    /// 1: keep TLS sessions for later connections.
    package static let sessionCache = NumberOption(CURLOPT_SSL_SESSIONID_CACHE)
    /// One of `TLSDemand`.
    package static let tlsDemand = NumberOption(CURLOPT_USE_SSL)
}

/// An option that takes a string, which libcurl copies; nil gives back the default.
package struct StringOption: Sendable {
    let option: CURLoption

    init(_ option: CURLoption) {
        self.option = option
    }

    /// The address.
    package static let url = StringOption(CURLOPT_URL)
    /// Schemes allowed, comma separated.
    package static let protocols = StringOption(CURLOPT_PROTOCOLS_STR)
    /// The proxy; empty disables it, also against the environment.
    package static let proxy = StringOption(CURLOPT_PROXY)
    /// Hosts without a proxy; empty for none, also against the environment.
    package static let noProxy = StringOption(CURLOPT_NOPROXY)
    /// User name for the server.
    package static let user = StringOption(CURLOPT_USERNAME)
    /// Password for the server.
    package static let password = StringOption(CURLOPT_PASSWORD)
    /// File of trusted certificates (PEM).
    package static let trustFile = StringOption(CURLOPT_CAINFO)
    /// Folder of trusted certificates; nil lets libcurl keep the trust file in memory between connections.
    package static let trustFolder = StringOption(CURLOPT_CAPATH)
    /// File of the certificates trusted with proxies (PEM).
    package static let proxyTrustFile = StringOption(CURLOPT_PROXY_CAINFO)
    /// Folder of the certificates trusted with proxies; nil as for `trustFolder`.
    package static let proxyTrustFolder = StringOption(CURLOPT_PROXY_CAPATH)
    /// File of the own certificate (PEM).
    package static let ownCertificate = StringOption(CURLOPT_SSLCERT)
    /// Passphrase of the own key; without one OpenSSL would ask for it on the terminal.
    package static let ownKeyPassphrase = StringOption(CURLOPT_KEYPASSWD)
    /// File of the own key (PEM).
    package static let ownKey = StringOption(CURLOPT_SSLKEY)
}

/// An option that takes a list of strings.
package struct ListOption: Hashable, Sendable {
    let option: CURLoption

    init(_ option: CURLoption) {
        self.option = option
    }
}

/// An option that takes bytes, which libcurl copies.
package struct BytesOption: Sendable {
    let option: CURLoption

    init(_ option: CURLoption) {
        self.option = option
    }

    /// Trusted certificates (PEM) in memory; they do not touch the cached trust file.
    package static let trust = BytesOption(CURLOPT_CAINFO_BLOB)
    /// Certificates trusted with proxies (PEM) in memory.
    package static let proxyTrust = BytesOption(CURLOPT_PROXY_CAINFO_BLOB)
}

/// Values of `NumberOption.tlsDemand`.
package enum TLSDemand {
    /// Plain text.
    package static let none = Int(CURLUSESSL_NONE.rawValue)
    /// TLS or failure; trying it only would let an attacker strip it.
    package static let all = Int(CURLUSESSL_ALL.rawValue)
}
