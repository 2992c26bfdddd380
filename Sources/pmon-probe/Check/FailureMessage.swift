// SPDX-License-Identifier: MIT

private import Glibc
import PmonCurl
import PmonRecord
import PmonSystem
import PmonText

/// The sentences that records give for failures of the environment.
///
/// They hold no durations measured and no secrets, so that the same failure reads the same in every record.
enum FailureMessage {
    /// A transfer that failed at `server` (`host:port`).
    static func text(_ failure: TransferFailure, server: String) -> String {
        // libcurl's word for a header line beyond 100 KiB; its memory is not what ran out.
        if failure.code == .outOfMemory { return "header line of \(server) is too long" }
        // libcurl before 8.1.0 has no other word for a first header line that begins with a blank.
        if failure.code == .badArgument { return "a header line of \(server) is malformed" }
        // The same word for a trailer line beyond 64 KiB.
        if failure.detail.hasPrefix("Out of memory in chunked") {
            return "trailer line of \(server) is too long"
        }
        // libcurl's words hold how many bytes had come.
        if failure.detail.contains("Too large response headers") {
            return endlessHeaders(of: server)
        }
        if let text = http2Text(failure, server) { return text }
        // OpenSSL has no words for an end of the connection.
        if failure.detail.hasPrefix("OpenSSL SSL_connect: SSL_ERROR_SYSCALL in ")
            || failure.detail.hasPrefix("OpenSSL SSL_connect: SSL_ERROR_ZERO_RETURN in ")
        {
            return "connection closed by \(server) in the TLS handshake"
        }
        // pmon ends a transfer so at a proxy alone.
        if failure.code == .abortedByCallback {
            return "proxy \(server) failed: its answer to CONNECT does not end"
        }
        // pmon itself ends a transfer only where it has what it needs; the rest are libcurl's decoders.
        if failure.code == .writeError {
            return "transfer encoding of \(server) cannot be undone"
        }
        // A socket that could not be made has no errno.
        let isOwn =
            [.noConnection, .badTrustFile].contains(failure.code) && failure.systemError == 0
        if isOwn, Descriptors.areExhausted { return "cannot check \(server): \(noDescriptor)" }
        let detail = cleaned(failure.detail, code: failure.code)
        switch failure.reason {
        case .refused: return "connection refused by \(server)"
        case .unreachable:
            if failure.code != .noConnection { return resetText(failure, server) }
            let cause =
                failure.systemError == 0 ? detail : ToolError.text(ofErrno: failure.systemError)
            return "\(server) cannot be reached: \(cause)"
        case .timeout where failure.systemError != 0 && failure.code == .noConnection:
            return "connection to \(server) timed out"
        case .timeout where failure.code != .timedOut: return resetText(failure, server)
        case .reset: return resetText(failure, server)
        case .proxy:
            // libcurl's text of a failed connection holds how long it took.
            let isRefused = failure.code == .noConnection && failure.systemError != 0
            let cause = isRefused ? ToolError.text(ofErrno: failure.systemError) : detail
            return "proxy \(server) failed: \(cause)"
        case .certificate, .tls, .protocolError: return detail
        default: return detail
        }
    }

    /// What libcurl passes on of its HTTP/2 library: `nghttp2_session_mem_recv() returned -905:Too many …`.
    private static func http2Text(_ failure: TransferFailure, _ server: String) -> String? {
        if failure.detail.isEmpty, [.http2, .http2Stream].contains(failure.code) {
            return "HTTP/2 with \(server) failed: \(failure.code.text)"
        }
        guard failure.detail.hasPrefix("h2_process_pending_input: ") else { return nil }
        let parts = failure.detail.split(separator: ":", maxSplits: 2).map { String($0).trimmed }
        guard parts.count == 3, parts[1].hasPrefix("nghttp2_session_mem_recv() returned -") else {
            return nil
        }
        switch parts[1].suffix(4) {
        case "-904": return "HTTP/2 frames of \(server) bring nothing and do not end"
        // libcurl's limit of a header section, of which it says no more.
        case "-902": return "header section of \(server) is too long"
        default: return "HTTP/2 with \(server) failed: \(parts[2])"
        }
    }

    /// A body whose content encoding cannot be undone.
    static func text(_ problem: DecodingProblem, server: String) -> String {
        switch problem {
        case .unknown(let name): "content encoding \(name) of \(server) is not known"
        case .tooMany: "content encodings of \(server) are more than \(ContentDecoding.most)"
        case .broken: "content encoding of \(server) cannot be undone"
        case .cut: "content encoding of \(server) ends too early"
        }
    }

    /// A connection that ended before the header section of the reply did.
    static func cutHead(_ server: String) -> String {
        "connection closed by \(server) within the header section of the reply"
    }

    /// A stream of HTTP/2 that the server reset before the end of the reply.
    static func reset(_ code: UInt32, by server: String) -> String {
        "HTTP/2 stream reset by \(server): \(HTTP2ErrorCode.text(code))"
    }

    /// A server that wants no request with the configured `Expect`.
    static func unmetExpect(_ server: String) -> String {
        "status 417: \(server) does not do what the header Expect asks for"
    }

    /// A reply whose end is not clear, or in a transfer coding that was not asked for, which may be treated as an error
    /// (RFC 9112 section 6.1); nil for any other.
    static func text(_ framing: ReplyFraming, hasBody: Bool, server: String) -> String? {
        if framing.isContradictory { return "lengths in Content-Length of \(server) differ" }
        guard hasBody, let coding = framing.foreignCoding else { return nil }
        return "\(server) sends transfer encoding \(coding.excerpt), which was not asked for"
    }

    /// Why a check could not be made though the address may be well.
    static let noDescriptor =
        "pmon itself has no descriptor left: \(ToolError.text(ofErrno: EMFILE))"

    /// What libcurl takes of one header section, and pmon of all header lines of a reply.
    static let mostHeaderBytes = 300 * 1024

    /// A reply whose header lines or trailers do not end.
    static func endlessHeaders(of server: String) -> String {
        "header lines of \(server) exceed \(SizeText.format(mostHeaderBytes))"
    }

    /// A check whose time ran out in a phase.
    static func timeout(_ limit: Duration, while phase: String) -> String {
        "timed out after \(DurationText.format(limit)) \(phase)"
    }

    private static func resetText(_ failure: TransferFailure, _ server: String) -> String {
        switch failure.code {
        case .gotNothing: return "connection closed by \(server) without a reply"
        case .partialFile: return "connection closed by \(server) before the reply was complete"
        case .receiveError, .sendError, .tlsConnect, .http2:
            let phase = failure.code == .tlsConnect ? " in the TLS handshake" : ""
            switch failure.cause {
            case .closed: return "connection closed by \(server) before the reply was complete"
            case .socket(ECONNRESET), .socket(EPIPE): return "connection reset by \(server)\(phase)"
            case .socket(let error) where error != 0:
                return "connection to \(server) failed\(phase): \(ToolError.text(ofErrno: error))"
            default:
                return
                    "connection to \(server) failed: \(cleaned(failure.detail, code: failure.code))"
            }
        default: return "connection reset by \(server)"
        }
    }

    /// libcurl's text on one line, or the words of its code.
    private static func cleaned(_ detail: String, code: CurlCode) -> String {
        let line = detail.split(separator: "\n").joined(separator: " ").trimmed
        return line.isEmpty ? code.text : line
    }
}
