// SPDX-License-Identifier: MIT

/// What the frames of HTTP/2 tell of the reply to one request, and libcurl does not pass on.
///
/// https://www.rfc-editor.org/rfc/rfc9113#section-8.1
struct HTTP2Stream: Equatable, Sendable {
    /// True once the reply came to its end (END_STREAM).
    private(set) var hasEnded = false
    /// True if it did before the request was sent to its end, of which a server then need not read more.
    private(set) var isEarly = false
    /// Bytes that its frames brought of the body.
    private(set) var bodyBytes = 0
    /// The code with which the server reset the stream before the end of the reply; nil if it did not.
    private(set) var reset: UInt32?

    /// A header section came, which is that of trailers where it ends the reply; any other begins anew, as libcurl asks
    /// again after a refused stream.
    mutating func takeHead(isEnd: Bool) {
        if !isEnd { bodyBytes = 0 }
        hasEnded = isEnd
        isEarly = false
        reset = nil
    }

    /// A part of the body came.
    mutating func takeBody(_ bytes: Int, isEnd: Bool) {
        bodyBytes += bytes
        hasEnded = isEnd
        reset = nil
    }

    /// The reply came to its end while the request was under way.
    mutating func takeEarlyEnd() { isEarly = true }

    /// The server reset the stream; after the reply that takes nothing from it.
    mutating func takeReset(_ code: UInt32) {
        if !hasEnded { reset = code }
    }
}
