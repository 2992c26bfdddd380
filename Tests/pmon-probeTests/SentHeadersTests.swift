// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

@testable import pmon_probe

struct SentHeadersTests {
    private let headers = [
        RequestPlan.Header(line: "Host: a.example.org", isSecret: false),
        RequestPlan.Header(line: "Cookie: a=1", isSecret: true),
        RequestPlan.Header(line: "cookie: b=2", isSecret: false),
    ]

    @Test func `cookies stand in one header of their own`() throws {
        let sent = try SentHeaders(headers)
        #expect(sent.cookie == "a=1; b=2")
        #expect(sent.lines != nil)
        #expect(try SentHeaders([]).lines == nil)
    }

    @Test func `another host sees neither secrets nor the first host's name`() throws {
        let sent = try SentHeaders(
            headers,
            sendsSecrets: false,
            isAtFirstHost: false
        )
        #expect(sent.cookie == "b=2")
        #expect(sent.lines == nil)
    }

    @Test func `a control character is refused`() {
        let header = RequestPlan.Header(line: "X: a\r\nY: b", isSecret: false)
        #expect(throws: CurlError.self) { try SentHeaders([header]) }
    }
}
