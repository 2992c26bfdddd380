#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Answers a request whose client asks with `Expect: 100-continue` whether it may send its body, as the path says.

usage: expect_server.py PORT_FILE

`never` gives no interim reply, `interim` several, `refused` says 417 to each such request, `unknown` 417 until a request has no Expect,
`final-CODE` the final reply at once, and reads no more; `cut` after the name ends within the reply to the request that is let in.
Requests are counted in PORT_FILE.requests, a byte each. Listens on a free loopback port, writes it to PORT_FILE, and ends by
a signal or after five minutes.
"""
import sys
import threading
import time

import loopback

LOCK = threading.Lock()


def read_head(connection):
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            return "", b"", b""
        head += piece
    with LOCK, open(sys.argv[1] + ".requests", "ab") as file:
        file.write(b".")
    head, _, body = head.partition(b"\r\n\r\n")
    return head.split(b" ")[1].decode().lstrip("/"), head.lower(), body


def read_body(connection, head, body):
    lengths = [int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.startswith(b"content-length:")]
    while len(body) < sum(lengths):
        piece = connection.recv(65536)
        if not piece:
            return
        body += piece


def reply(status, body=b"second"):
    return b"HTTP/1.1 %d Said\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)


def serve(connection):
    try:
        connection.settimeout(60)
        while True:
            path, head, body = read_head(connection)
            if not path:
                return
            expects = b"\r\nexpect:" in head
            if path.startswith("final-"):
                connection.sendall(reply(int(path[6:9])))
                time.sleep(60)
            if expects and path.startswith("interim"):
                connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
            if expects and path.startswith(("refused", "unknown")):
                connection.sendall(reply(417, b"first"))
                continue
            read_body(connection, head, body)
            if path.endswith("cut"):
                connection.sendall(reply(200)[:30])
                return
            connection.sendall(reply(200))
    except OSError:
        pass
    finally:
        connection.close()


loopback.serve_all(loopback.listen(), sys.argv[1], serve)
