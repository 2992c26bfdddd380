// SPDX-License-Identifier: MIT

private import Glibc
private import Synchronization

// A stream of HTTP/2 is whole once its END_STREAM came (RFC 9113 section 8.1). libcurl 7.88 does not look: it takes a
// stream for whole that the server resets with NO_ERROR, or with any code if the connection ends as well, and nothing in
// its interface shows the difference. And it throws a whole reply away if the server then reads no more of the request. So
// pmon stands between libcurl and its HTTP/2 library (nghttp2) in two functions. The linker lets the program's own symbols
// precede the library's, which are called in turn; if libcurl uses another library, they are never called.

/// nghttp2_on_frame_recv_callback: session, frame, context.
private typealias FrameCallback =
    @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> Int32

/// nghttp2_on_stream_close_callback: session, stream, error code, context.
private typealias CloseCallback =
    @convention(c) (OpaquePointer?, Int32, UInt32, UnsafeMutableRawPointer?) -> Int32

/// libcurl's callbacks; they are the same functions for all of its connections.
private let libcurls = Atomic<UInt>(0)
private let libcurlsClose = Atomic<UInt>(0)

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

/// Takes libcurl's callback for the ends of streams, and gives the library one that keeps early ones from it.
///
/// https://nghttp2.org/documentation/nghttp2_session_callbacks_set_on_stream_close_callback.html
@_cdecl("nghttp2_session_callbacks_set_on_stream_close_callback")
public func setCloseCallback(_ callbacks: OpaquePointer?, _ callback: UnsafeMutableRawPointer?) {
    typealias Setter = @convention(c) (OpaquePointer?, CloseCallback?) -> Void
    guard let symbol = nextSymbol("nghttp2_session_callbacks_set_on_stream_close_callback") else {
        return
    }
    libcurlsClose.store(UInt(bitPattern: callback), ordering: .releasing)
    unsafeBitCast(symbol, to: Setter.self)(callbacks, callback == nil ? nil : streamClosed)
}

/// Passes the end of a stream on, unless its whole reply is there: the loop ends that transfer, and libcurl would forget
/// what it has not passed on yet of the reply.
private func streamClosed(
    session: OpaquePointer?,
    stream: Int32,
    code: UInt32,
    context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let raw = UnsafeMutableRawPointer(bitPattern: libcurlsClose.load(ordering: .acquiring)),
        !(session.flatMap { owner(of: stream, $0) }?.stream.isEarly ?? false)
    else { return 0 }
    return unsafeBitCast(raw, to: CloseCallback.self)(session, stream, code, context)
}

/// Notes what a frame says of the reply, and passes it on, but not a reset after an early end; a reset that leaves the
/// reply without its end does not pass as NO_ERROR.
private func frameCame(
    session: OpaquePointer?,
    frame: UnsafeMutableRawPointer?,
    context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let raw = UnsafeMutableRawPointer(bitPattern: libcurls.load(ordering: .acquiring)) else {
        return 0
    }
    if let session, let frame, !note(frame, of: session) { return 0 }
    if let frame, frame.load(fromByteOffset: Layout.type, as: UInt8.self) == Layout.reset,
        frame.load(fromByteOffset: Layout.code, as: UInt32.self) == 0,
        isSent(session, stream: frame.load(fromByteOffset: Layout.stream, as: Int32.self))
    {
        frame.storeBytes(of: Layout.protocolError, toByteOffset: Layout.code, as: UInt32.self)
    }
    return unsafeBitCast(raw, to: FrameCallback.self)(session, frame, context)
}

/// Notes with the handle whose request a stream carries what a frame says of the reply; false if libcurl must not see it.
private func note(_ frame: UnsafeMutableRawPointer, of session: OpaquePointer) -> Bool {
    let type = frame.load(fromByteOffset: Layout.type, as: UInt8.self)
    guard type == Layout.headers || type == Layout.data || type == Layout.reset else {
        return true
    }
    let stream = frame.load(fromByteOffset: Layout.stream, as: Int32.self)
    guard let handle = owner(of: stream, session) else { return true }
    let isEnd = frame.load(fromByteOffset: Layout.flags, as: UInt8.self) & Layout.endStream != 0
    switch type {
    case Layout.headers: handle.stream.takeHead(isEnd: isEnd)
    case Layout.data:
        let length = frame.load(fromByteOffset: Layout.length, as: Int.self)
        let padding = frame.load(fromByteOffset: Layout.padding, as: Int.self)
        handle.stream.takeBody(length - padding, isEnd: isEnd)
    default:
        handle.stream.takeReset(frame.load(fromByteOffset: Layout.code, as: UInt32.self))
        return !handle.stream.isEarly
    }
    if isEnd || handle.stream.bodyBytes <= HTTP2Answers.most { HTTP2Answers.hold(session) }
    // A request that was sent to its end closes the stream with the reply's: the session knows it no more, or as sent.
    if isEnd, symbols.localClose?(session, stream) == 0, let loop = handle.loop {
        handle.stream.takeEarlyEnd()
        loop.noteEarlyReply(handle)
    }
    return true
}

/// The handle whose request a stream carries: libcurl gives its C handle to each stream, and takes it away when done.
private func owner(of stream: Int32, _ session: OpaquePointer) -> EasyHandle? {
    symbols.userData?(session, stream).flatMap(EasyHandle.owner(of:))
}

/// Functions of the library, which libcurl brings along.
private struct Symbols: Sendable {
    typealias UserData = @convention(c) (OpaquePointer?, Int32) -> UnsafeMutableRawPointer?
    typealias Close = @convention(c) (OpaquePointer?, Int32) -> Int32

    /// libcurl's C handle, which it gives to each stream and takes away when it is done with it.
    ///
    /// https://nghttp2.org/documentation/nghttp2_session_get_stream_user_data.html
    let userData = dlsym(nil, "nghttp2_session_get_stream_user_data")
        .map { unsafeBitCast($0, to: UserData.self) }
    /// 1 once the request was sent to its end.
    ///
    /// https://nghttp2.org/documentation/nghttp2_session_get_stream_local_close.html
    let localClose = dlsym(nil, "nghttp2_session_get_stream_local_close")
        .map { unsafeBitCast($0, to: Close.self) }
}

private let symbols = Symbols()

/// The beginning of nghttp2_rst_stream, part of the library's binary interface, and numbers of RFC 9113.
///
/// https://nghttp2.org/documentation/types.html
private enum Layout {
    static let length = 0
    static let stream = 8
    static let type = 12
    static let flags = 13
    static let code = 16
    /// nghttp2_data.
    static let padding = 16
    static let data: UInt8 = 0
    static let headers: UInt8 = 1
    static let reset: UInt8 = 3
    static let endStream: UInt8 = 1
    static let protocolError: UInt32 = 1
}

/// True for a stream that the session knows and on which the request was sent to its end.
///
/// With the end of the reply such a stream would be closed and known no more.
private func isSent(_ session: OpaquePointer?, stream: Int32) -> Bool {
    symbols.localClose?(session, stream) == 1
}
