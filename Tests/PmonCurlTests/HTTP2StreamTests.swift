// SPDX-License-Identifier: MIT

import Testing

@testable import PmonCurl

struct HTTP2StreamTests {
    @Test func `a reply ends with END_STREAM, of its head, its body or its trailers`() {
        var stream = HTTP2Stream()
        stream.takeHead(isEnd: true)
        #expect(stream.hasEnded && stream.bodyBytes == 0)
        stream.takeHead(isEnd: false)
        #expect(!stream.hasEnded)
        stream.takeBody(5, isEnd: false)
        stream.takeBody(0, isEnd: false)
        #expect(!stream.hasEnded && stream.bodyBytes == 5)
        stream.takeHead(isEnd: true)
        #expect(stream.hasEnded && stream.bodyBytes == 5)
    }

    @Test func `a reset counts before the end alone`() {
        var stream = HTTP2Stream()
        stream.takeHead(isEnd: false)
        stream.takeReset(8)
        #expect(stream.reset == 8)
        // libcurl has asked again.
        stream.takeHead(isEnd: false)
        #expect(stream.reset == nil)
        stream.takeBody(1, isEnd: true)
        stream.takeReset(0)
        #expect(stream.reset == nil && stream.hasEnded)
    }

    @Test func `an early end is that of one request`() {
        var stream = HTTP2Stream()
        stream.takeBody(1, isEnd: true)
        #expect(!stream.isEarly)
        stream.takeEarlyEnd()
        #expect(stream.isEarly)
        stream.takeHead(isEnd: false)
        #expect(!stream.isEarly && stream.bodyBytes == 0)
    }
}
