// SPDX-License-Identifier: MIT

import Glibc
import PmonCurl
import PmonRecord
import Testing

struct TransferFailureTests {
    @Test(arguments: [
        (CurlCode.timedOut, Int32(0), Reason.timeout),
        (.malformedURL, 0, .url),
        (.unsupportedProtocol, 0, .protocolError),
        (.unresolvedHost, 0, .dns),
        (.unresolvedProxy, 0, .proxy),
        (.noConnection, ECONNREFUSED, .refused),
        (.noConnection, EHOSTUNREACH, .unreachable),
        (.noConnection, ENETUNREACH, .unreachable),
        (.noConnection, ETIMEDOUT, .timeout),
        (.noConnection, 0, .unreachable),
        (.peerVerification, 0, .certificate),
        (.tlsConnect, 0, .tls),
        (.tlsConnect, ECONNRESET, .tls),
        (.ownCertificate, 0, .config),
        (.partialFile, 0, .reset),
        (.gotNothing, 0, .reset),
        (.receiveError, ECONNRESET, .reset),
        (.weirdServerReply, 0, .protocolError),
        (.tooManyRedirects, 0, .redirect),
    ])
    func `each code has its reason`(code: CurlCode, systemError: Int32, reason: Reason) {
        #expect(TransferFailure(code: code, systemError: systemError).reason == reason)
    }

    @Test func `bad chunks and endless headers break the protocol`() {
        for detail in [
            "Illegal or missing hexadecimal sequence in chunked-encoding",
            "Too large response headers: 307426 > 307200",
        ] {
            #expect(TransferFailure(code: .receiveError, detail: detail).reason == .protocolError)
        }
    }

    @Test(arguments: [
        (
            "OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0",
            Reason.tls
        ),
        ("SSL_write() error: error:0A000126:SSL routines::unexpected eof while reading", .reset),
        ("OpenSSL SSL_read: Connection reset by peer, errno 104", .reset),
        ("OpenSSL SSL_read: SSL_ERROR_SYSCALL, errno 0", .reset),
        (
            "OpenSSL SSL_read: error:1C800066:Provider routines::cipher operation failed, errno 0",
            .tls
        ),
        ("Send failure: Broken pipe", .reset), ("Recv failure: Connection timed out", .timeout),
        ("Recv failure: No route to host", .unreachable), ("Recv failure: Protocol error", .reset),
        ("getpeername() failed with errno 107: Transport endpoint is not connected", .reset),
        ("Connection died, tried 5 times before giving up", .protocolError),
        ("nghttp2_session_send() failed: any(-1)", .protocolError), ("", .reset),
    ])
    func `while bytes are on their way libcurl's words decide`(detail: String, reason: Reason) {
        for code in [CurlCode.receiveError, .sendError] {
            // The errno may be left over from an address that was tried before.
            let failure = TransferFailure(code: code, systemError: ECONNREFUSED, detail: detail)
            #expect(failure.reason == reason)
        }
    }

    @Test(arguments: [
        ("Send failure: Connection reset by peer", Reason.reset),
        ("Recv failure: Broken pipe", .reset), ("Send failure: No route to host", .unreachable),
        ("OpenSSL SSL_connect: Connection timed out in connection to h:1 ", .timeout),
        ("OpenSSL SSL_connect: Broken pipe in connection to h:1 ", .reset),
    ])
    func `a socket that fails is one whatever was about to be done`(
        detail: String,
        reason: Reason
    ) {
        for code in [CurlCode.tlsConnect, .http2, .sendError] {
            // The errno may be left over from an address that was tried before.
            let failure = TransferFailure(code: code, systemError: ECONNREFUSED, detail: detail)
            #expect(failure.reason == reason)
        }
        // Without such words the handshake itself failed.
        let other = TransferFailure(
            code: .tlsConnect,
            systemError: ECONNRESET,
            detail: "OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to h:1 "
        )
        #expect(other.reason == .tls)
    }

    @Test func `what fails at a proxy is the proxy's, but not the time limit`() {
        #expect(TransferFailure(code: .noConnection, isAtProxy: true).reason == .proxy)
        #expect(TransferFailure(code: .receiveError, isAtProxy: true).reason == .proxy)
        #expect(TransferFailure(code: .timedOut, isAtProxy: true).reason == .timeout)
    }

    @Test func `every reason of a transfer is one of the environment`() {
        for number in UInt32(1)...100 {
            let reason = TransferFailure(code: CurlCode(rawValue: number)).reason
            #expect(reason.result == .exceptionError)
        }
    }
}
