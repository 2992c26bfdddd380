// SPDX-License-Identifier: MIT

import Testing

@testable import PmonCurl

struct HTTP2ErrorCodeTests {
    @Test(
        arguments: [
            (0, "NO_ERROR (0)"), (7, "REFUSED_STREAM (7)"), (11, "ENHANCE_YOUR_CALM (11)"),
            (13, "HTTP_1_1_REQUIRED (13)"), (14, "14"), (UInt32.max, "4294967295"),
        ] as [(UInt32, String)]
    )
    func `a code has the name that RFC 9113 gives it`(code: UInt32, text: String) {
        #expect(HTTP2ErrorCode.text(code) == text)
    }
}
