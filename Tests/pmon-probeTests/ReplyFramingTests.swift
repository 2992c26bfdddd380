// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct ReplyFramingTests {
    private func framing(_ lines: [String]) -> ReplyFraming {
        var head = ReplyHead()
        // Those of an interim reply do not count.
        let before = ["HTTP/1.1 100 Go\r\n", "Transfer-Encoding: x\r\n", "\r\n"]
        for line in before + ["HTTP/1.1 200 OK\r\n"] + lines {
            _ = Array(line.utf8).withUnsafeBytes { head.feed($0) }
        }
        return head.framing
    }

    @Test(arguments: [
        (["Transfer-Encoding: chunked\r\n"], nil), (["X-Transfer-Encoding: gzip\r\n"], nil),
        (["transfer-encoding:\tGZIP , chunked\r\n"], "GZIP"), (["Transfer-Encoding:\r\n"], nil),
        (["Transfer-Encoding: chunked\n", "Transfer-Encoding: br\n"], "br"),
        (["\r\n", "Transfer-Encoding: gzip\r\n"], nil),
    ])
    func `a coding other than chunked is known`(lines: [String], coding: String?) {
        #expect(framing(lines).foreignCoding == coding)
    }

    @Test(arguments: [
        (["Content-Length: 2\r\n", "content-length:3\r\n"], true),
        (["Content-Length: 2, 3\r\n"], true), (["CONTENT-LENGTH: 2 ,2\r\n"], false),
        (["Content-Length: 2\r\n", "Content-Length: 2\r\n"], false),
        (["Content-Length: 2, 3\r\n", "Transfer-Encoding: chunked\r\n"], false),
        (["Content-Lengths: 2, 3\r\n", "Content-Lengti: 2, 3\r\n"], false),
        (["\r\n", "Content-Length: 2, 3\r\n"], false), (["Content-Length: 2,\r\n"], false),
    ])
    func `lengths that differ are seen`(lines: [String], isContradictory: Bool) {
        #expect(framing(lines).isContradictory == isContradictory)
    }
}
