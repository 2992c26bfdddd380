// SPDX-License-Identifier: MIT

private import Glibc
private import Synchronization

// A stream of HTTP/2 is whole once its END_STREAM came (RFC 9113 section 8.1). libcurl 7.88 does not look: it takes a
// stream for whole that the server resets with NO_ERROR, and nothing in its interface shows the difference. So pmon
// stands between libcurl and its HTTP/2 library (nghttp2) in one function. The linker lets the program's own symbol
// precede the library's, which is called in turn; if libcurl uses another library, this is never called.

/// nghttp2_on_frame_recv_callback: session, frame, context.
private typealias FrameCallback =
    @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> Int32

/// libcurl's callback; it is the same function for all of its connections.
private let libcurls = Atomic<UInt>(0)

/// Takes libcurl's callback for frames, and gives the library one that looks at resets first.
///
/// https://nghttp2.org/documentation/nghttp2_session_callbacks_set_on_frame_recv_callback.html
@_cdecl("nghttp2_session_callbacks_set_on_frame_recv_callback")
public func setFrameCallback(_ callbacks: OpaquePointer?, _ callback: UnsafeMutableRawPointer?) {
    typealias Setter = @convention(c) (OpaquePointer?, FrameCallback?) -> Void
    guard let symbol = nextSymbol("nghttp2_session_callbacks_set_on_frame_recv_callback") else {
        return
    }
    libcurls.store(UInt(bitPattern: callback), ordering: .releasing)
    unsafeBitCast(symbol, to: Setter.self)(callbacks, callback == nil ? nil : frameCame)
}

/// Passes a frame on; a reset that leaves the reply without its end does not pass as NO_ERROR.
private func frameCame(
    session: OpaquePointer?,
    frame: UnsafeMutableRawPointer?,
    context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let raw = UnsafeMutableRawPointer(bitPattern: libcurls.load(ordering: .acquiring)) else {
        return 0
    }
    if let frame, frame.load(fromByteOffset: Layout.type, as: UInt8.self) == Layout.reset,
        frame.load(fromByteOffset: Layout.code, as: UInt32.self) == 0,
        isSent(session, stream: frame.load(fromByteOffset: Layout.stream, as: Int32.self))
    {
        frame.storeBytes(of: Layout.protocolError, toByteOffset: Layout.code, as: UInt32.self)
    }
    return unsafeBitCast(raw, to: FrameCallback.self)(session, frame, context)
}

/// The beginning of nghttp2_rst_stream, part of the library's binary interface, and numbers of RFC 9113.
///
/// https://nghttp2.org/documentation/types.html
private enum Layout {
    static let stream = 8
    static let type = 12
    static let code = 16
    static let reset: UInt8 = 3
    static let protocolError: UInt32 = 1
}

/// True for a stream that the session knows and on which the request was sent to its end.
///
/// With the end of the reply such a stream would be closed and known no more.
/// https://nghttp2.org/documentation/nghttp2_session_get_stream_local_close.html
private func isSent(_ session: OpaquePointer?, stream: Int32) -> Bool {
    typealias LocalClose = @convention(c) (OpaquePointer?, Int32) -> Int32
    guard let symbol = dlsym(nil, "nghttp2_session_get_stream_local_close") else { return false }
    return unsafeBitCast(symbol, to: LocalClose.self)(session, stream) == 1
}
