// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct ReplyHeadTests {
    private func isWhole(_ lines: [String]) -> Bool {
        var head = ReplyHead()
        for line in lines { _ = Array(line.utf8).withUnsafeBytes { head.feed($0) } }
        return head.isWhole
    }

    @Test(arguments: [
        ["HTTP/1.1 200 OK\r\n", "X: y\r\n", "\r\n"], ["HTTP/1.0 404 No\n", "\n"],
        ["HTTP/2 200 \r\n", "\r\n"], ["HTTP/1.1 101 Switching\r\n", "\r\n"],
        ["HTTP/1.1 100 Continue\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "\r\n"],
        ["HTTP/1.1 200 OK\r\n", "\r\n", "Trailer: HTTP/1.1 100\r\n", "HTTP/x: 1\r\n"],
        ["HTTP/1.1 417 No\r\n", "\r\n"],
        ["HTTP/1.1 417 No\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "X: y\r\n", "\r\n"],
    ])
    func `a head is whole with its empty line`(lines: [String]) {
        #expect(isWhole(lines))
    }

    @Test(arguments: [
        [], ["HTTP/1.1 200 OK\r\n"], ["HTTP/1.1 200 OK\r\n", "X: y\r\n"],
        ["HTTP/1.1 100 Continue\r\n", "\r\n"], ["HTTP/1.1  103 Early Hints\r\n", "\r\n"],
        ["HTTP/1.1 100 Continue\r\n", "\r\n", "HTTP/1.1 200 OK\r\n"],
        ["HTTP/1.1 417 No\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "X: y\r\n"],
    ])
    func `a head without it, or an interim one, is not`(lines: [String]) {
        #expect(!isWhole(lines))
    }
}
