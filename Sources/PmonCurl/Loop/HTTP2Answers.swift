// SPDX-License-Identifier: MIT

private import Glibc

// libcurl 7.88 answers what it has read on an HTTP/2 connection (SETTINGS, PING, room for more) before it passes on the reply
// that it has read with it. A server that has closed the connection by then resets it, as it does where it has not read all of the
// request; the answer fails, and libcurl throws a whole reply away. So pmon stands between libcurl and nghttp2 here too, as
// in HTTP2StreamEnd.swift: what brings a piece of the reply is answered with what comes next.

private typealias Send = @convention(c) (OpaquePointer?) -> Int32

/// nghttp2's own function.
private let nextSend = nextSymbol("nghttp2_session_send").map {
    unsafeBitCast($0, to: Send.self)
}

/// NGHTTP2_ERR_INVALID_STATE of nghttp2.h.
private let invalidState: Int32 = -519

/// Sends what there is to say on a connection, unless a piece of a reply has just been read.
///
/// https://nghttp2.org/documentation/nghttp2_session_send.html
@_cdecl("nghttp2_session_send")
public func sendHTTP2(_ session: OpaquePointer?) -> Int32 {
    if HTTP2Answers.wait(on: session) { return 0 }
    return nextSend?(session) ?? invalidState
}

/// The connection whose answers wait on this thread, until libcurl has asked once to send them.
enum HTTP2Answers {
    /// Bytes of a body up to which answers wait before its end: nghttp2 gives a server more room once it has taken 32 KiB.
    static let most = 16 << 10

    /// Lets them wait where a frame brought a piece of a reply; `nil` where bytes are only about to be read.
    static func hold(_ session: OpaquePointer?) {
        if let key { pthread_setspecific(key, UnsafeRawPointer(session)) }
    }

    /// True if they wait; they do so once.
    static func wait(on session: OpaquePointer?) -> Bool {
        guard let key, let session, pthread_getspecific(key) == UnsafeMutableRawPointer(session)
        else { return false }
        pthread_setspecific(key, nil)
        return true
    }

    private static let key: pthread_key_t? = {
        var key = pthread_key_t()
        return pthread_key_create(&key, nil) == 0 ? key : nil
    }()
}
