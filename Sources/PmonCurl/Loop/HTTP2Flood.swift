// SPDX-License-Identifier: MIT

// libcurl reads an HTTP/2 connection until it would block or a piece of the reply is there; frames such as WINDOW_UPDATE
// are none. So pmon stands between libcurl and nghttp2 here too, as in HTTP2StreamEnd.swift.

private typealias Receive =
    @convention(c) (OpaquePointer?, UnsafePointer<UInt8>?, Int) -> Int
private typealias Delete = @convention(c) (OpaquePointer?) -> Void

/// nghttp2's own functions.
private let nextReceive = nextSymbol("nghttp2_session_mem_recv").map {
    unsafeBitCast($0, to: Receive.self)
}
private let nextDelete = nextSymbol("nghttp2_session_del").map {
    unsafeBitCast($0, to: Delete.self)
}

/// NGHTTP2_ERR_FLOODED of nghttp2.h.
private let flooded = -904

/// Takes the bytes that came on a connection, unless they are too many at once.
///
/// https://nghttp2.org/documentation/nghttp2_session_mem_recv.html
@_cdecl("nghttp2_session_mem_recv")
public func receiveHTTP2(
    _ session: OpaquePointer?,
    _ bytes: UnsafePointer<UInt8>?,
    _ count: Int
) -> Int {
    let owner = UnsafeMutableRawPointer(session)
    guard let nextReceive, LoopShare.takes(owner, 0) else { return flooded }
    HTTP2Answers.hold(nil)
    let taken = nextReceive(session, bytes, count)
    // The rest comes again.
    _ = LoopShare.takes(owner, max(taken, 0))
    return taken
}

/// Forgets a connection that ends: the next one may have its place in memory.
///
/// https://nghttp2.org/documentation/nghttp2_session_del.html
@_cdecl("nghttp2_session_del")
public func deleteHTTP2(_ session: OpaquePointer?) {
    LoopShare.begin()
    HTTP2Answers.hold(nil)
    nextDelete?(session)
}
