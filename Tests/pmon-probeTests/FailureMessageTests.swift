// SPDX-License-Identifier: MIT

import Glibc
import PmonCurl
import Testing

@testable import pmon_probe

struct FailureMessageTests {
    @Test(arguments: [
        (
            TransferFailure(code: .noConnection, systemError: ECONNREFUSED),
            "connection refused by h:1"
        ),
        (
            TransferFailure(code: .noConnection, systemError: EHOSTUNREACH),
            "h:1 cannot be reached: No route to host"
        ),
        (
            TransferFailure(code: .noConnection, systemError: ETIMEDOUT),
            "connection to h:1 timed out"
        ),
        (TransferFailure(code: .gotNothing), "connection closed by h:1 without a reply"),
        (
            TransferFailure(code: .partialFile),
            "connection closed by h:1 before the reply was complete"
        ),
        (TransferFailure(code: .receiveError, systemError: ECONNRESET), "connection reset by h:1"),
        (TransferFailure(code: .outOfMemory), "header line of h:1 is too long"),
        (TransferFailure(code: .peerVerification, detail: "expired\nmore"), "expired more"),
        (
            TransferFailure(
                code: .noConnection,
                systemError: ECONNREFUSED,
                isAtProxy: true,
                detail: "Failed to connect to h port 1 after 3 ms: Couldn't connect to server"
            ),
            "proxy h:1 failed: Connection refused"
        ),
        (TransferFailure(code: .proxy, detail: "no"), "proxy h:1 failed: no"),
        (
            TransferFailure(code: .abortedByCallback, isAtProxy: true),
            "proxy h:1 failed: its answer to CONNECT does not end"
        ),
        (
            TransferFailure(
                code: .receiveError,
                detail:
                    "h2_process_pending_input: nghttp2_session_mem_recv() returned -905:Too many CONTINUATION frames"
            ),
            "HTTP/2 with h:1 failed: Too many CONTINUATION frames"
        ),
        (TransferFailure(code: .weirdServerReply), "Weird server reply"),
    ])
    func `a failure is one plain sentence`(failure: TransferFailure, text: String) {
        #expect(FailureMessage.text(failure, server: "h:1") == text)
    }

    @Test func `a time limit is told with what was waited for`() {
        #expect(
            FailureMessage.timeout(.milliseconds(500), while: "resolving x")
                == "timed out after 500ms resolving x"
        )
    }
}
