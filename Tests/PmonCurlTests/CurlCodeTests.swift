// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

struct CurlCodeTests {
    /// The numbers are those of the manual page libcurl-errors, which the curl program exits with.
    @Test(arguments: [
        (CurlCode.ok, UInt32(0)), (.malformedURL, 3), (.unresolvedHost, 6), (.noConnection, 7),
        (.partialFile, 18), (.writeError, 23), (.timedOut, 28), (.tlsConnect, 35),
        (.gotNothing, 52), (.receiveError, 56), (.peerVerification, 60), (.loginDenied, 67),
    ])
    func `the numbers are the documented ones`(code: CurlCode, number: UInt32) {
        #expect(code.rawValue == number)
    }

    @Test func `a code speaks`() {
        #expect(CurlCode.timedOut.text == "Timeout was reached")
    }
}
