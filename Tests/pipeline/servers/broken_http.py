#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sends what is no HTTP to a port; exits 0 if each is answered with 4xx or a closed connection."""
import os
import socket
import sys

PORT = int(sys.argv[1])
HOST = b"Host: localhost\r\n"
CASES = [
    b"\r\n\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00\x01\x02\x03\r\n\r\n", b"\x16\x03\x01\x02\x00\x01",
    b"GET / HTTP/1.1\r\n" + HOST + b"Host: other\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"".join(b"X%d: y\r\n" % i for i in range(5000)) + b"\r\n",
    b"POST /scan HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999999999999\r\n\r\n",
    b"POST /scan HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
    b"POST /scan HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST /scan HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
    b"POST /scan HTTP/1.1\r\n" + HOST + b"Content-Length: 100000\r\n\r\n" + b"a" * 100_000,
    b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", b"GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
] + [os.urandom(500) + b"\r\n\r\n" for _ in range(50)]

# What is damaged is not said to be too large, and the other way round.
NAMED = {
    b"POST /scan HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n": b"400",
    b"POST /scan HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n5000\r\n" + b"a" * 0x5000 + b"\r\n0\r\n\r\n": b"413",
}

for case in [*CASES, *NAMED]:
    with socket.create_connection(("127.0.0.1", PORT), timeout=30) as client:
        answer = b""
        try:
            client.sendall(case)
            client.shutdown(socket.SHUT_WR)
            while len(answer) < 4096 and (piece := client.recv(4096)):
                answer += piece
        except ConnectionError:
            pass
        if answer and not answer.startswith(b"HTTP/1.1 " + NAMED.get(case, b"4")):
            sys.exit(f"{case[:60]!r} was answered with {answer[:80]!r}")
