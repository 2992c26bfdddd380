// SPDX-License-Identifier: MIT

internal import CCurl

/// What came of sending or receiving without waiting.
package enum Exchanged: Equatable, Sendable {
    /// That many bytes went through; when receiving, 0 is the end of the connection.
    case bytes(Int)
    /// Nothing can go through before the socket is ready.
    case wouldBlock
    /// The connection failed; `EasyHandle.errorText` has the words.
    case failed(CurlCode)
}

extension EasyHandle {
    /// Makes the transfer end once its connection stands: after TLS, and after a login where the protocol has one.
    ///
    /// A transfer that ended well stays in its `MultiLoop`, and its connection open, until the handle is removed; that
    /// closes it at once, without a word to the server. https://curl.se/libcurl/c/CURLOPT_CONNECT_ONLY.html
    package func connectOnly() throws(CurlError) {
        try set(.connectOnly, true)
        keepsConnection = true
    }

    /// The socket of a connection that stands; nil where there is none.
    package var socket: Int32? {
        var socket: curl_socket_t = -1
        guard pmon_curl_easy_getinfo_socket(raw, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK,
            socket >= 0
        else { return nil }
        return socket
    }

    /// Sends over a connection that stands, as much as goes through at once.
    ///
    /// https://curl.se/libcurl/c/curl_easy_send.html
    package func send(_ bytes: ArraySlice<UInt8>) -> Exchanged {
        var count = 0
        let code = bytes.withUnsafeBytes {
            curl_easy_send(raw, $0.baseAddress, $0.count, &count)
        }
        return exchanged(code, count)
    }

    /// Receives over a connection that stands, what has come.
    ///
    /// https://curl.se/libcurl/c/curl_easy_recv.html
    package func receive(into buffer: UnsafeMutableRawBufferPointer) -> Exchanged {
        var count = 0
        return exchanged(curl_easy_recv(raw, buffer.baseAddress, buffer.count, &count), count)
    }

    private func exchanged(_ code: CURLcode, _ count: Int) -> Exchanged {
        switch code {
        case CURLE_OK: .bytes(count)
        case CURLE_AGAIN: .wouldBlock
        default: .failed(CurlCode(code))
        }
    }
}

extension NumberOption {
    /// 1: the transfer ends once the connection stands.
    static let connectOnly = NumberOption(CURLOPT_CONNECT_ONLY)
    /// 1: a proxy of HTTP is asked for a tunnel, whatever is spoken through it.
    package static let tunnel = NumberOption(CURLOPT_HTTPPROXYTUNNEL)
    /// 0: the TLS handshake does not say what will be spoken.
    package static let applicationProtocol = NumberOption(CURLOPT_SSL_ENABLE_ALPN)
}
