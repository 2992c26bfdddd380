// SPDX-License-Identifier: MIT

internal import CCurl
private import Glibc

/// A socket that is connected already, for a transfer that goes on over it; closed with its last reference.
///
/// It is a second descriptor of the connection, which stays open when the handle that made it is removed.
/// https://curl.se/libcurl/c/CURLOPT_OPENSOCKETFUNCTION.html
package final class ConnectedSocket: Sendable {
    private let descriptor: Int32

    /// The socket of a handle whose connection stands and has no TLS; nil where there is none, or no descriptor is left.
    package init?(of handle: EasyHandle) {
        guard let socket = handle.socket else { return nil }
        descriptor = fcntl(socket, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Another descriptor of it, which is the caller's; -1 where none is left.
    fileprivate func duplicate() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }
}

extension EasyHandle {
    /// Lets the transfer go over a socket that is connected, which the handle keeps.
    package func use(_ connection: ConnectedSocket) throws(CurlError) {
        self.connection = connection
        let context = Unmanaged.passUnretained(connection).toOpaque()
        try check(
            pmon_curl_easy_setopt_open_socket_callback(raw, openSocket),
            CURLOPT_OPENSOCKETFUNCTION
        )
        try check(
            pmon_curl_easy_setopt_pointer(raw, CURLOPT_OPENSOCKETDATA, context),
            CURLOPT_OPENSOCKETDATA
        )
        try check(
            pmon_curl_easy_setopt_socket_callback(raw, takeSocket),
            CURLOPT_SOCKOPTFUNCTION
        )
    }
}

/// libcurl closes what it gets.
private func openSocket(
    _ context: UnsafeMutableRawPointer?,
    _ purpose: curlsocktype,
    _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let context else { return -1 }
    return Unmanaged<ConnectedSocket>.fromOpaque(context).takeUnretainedValue().duplicate()
}

private func takeSocket(
    _ context: UnsafeMutableRawPointer?,
    _ socket: curl_socket_t,
    _ purpose: curlsocktype
) -> Int32 { CURL_SOCKOPT_ALREADY_CONNECTED }
