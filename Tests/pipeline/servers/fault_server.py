#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A web server that misbehaves as its paths say; for what a real server won't do.

usage: fault_server.py PORT_FILE [CERTIFICATE KEY]

Listens on a free loopback port, writes it to PORT_FILE, notes each request's first line in
PORT_FILE.requests, and ends by a signal or after five minutes. /hold?SECONDS waits until there is PORT_FILE.go, and then so long. It is a proxy, too: CONNECT makes a tunnel.
"""
import gzip
import os
import select
import socket
import ssl
import struct
import sys
import time

import loopback

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"


def reset(connection):
    """Closes with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def endless(connection, start, piece, pause=0.0):
    connection.sendall(start)
    while True:
        connection.sendall(piece)
        if pause:
            time.sleep(pause)


def body(data, head=b"", status=b"200 OK"):
    length = str(len(data)).encode()
    head = b"Connection: close\r\nContent-Length: " + length + b"\r\n" + head
    return b"HTTP/1.1 " + status + b"\r\n" + head + b"\r\n" + data


def answer(connection, request):
    line = request.split(b"\r\n", 1)[0].decode("latin-1")
    with open(sys.argv[1] + ".requests", "a", encoding="latin-1") as file:
        file.write(line + "\n")
    method, path = (line.split(" ") + ["", ""])[:2]
    path, _, query = path.partition("?")
    send = connection.sendall
    plain = {
        "/ok": OK,
        "/close": b"",
        "/half-head": b"HTTP/1.1 200 OK\r\nContent-Le",
        "/short": b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this",
        "/bad-chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
        "/cut-chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello",
        "/garbage": b"\x00\x01\x02 this is no HTTP\r\n\r\n",
        "/trailers": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
        "/folded": b"HTTP/1.1 200 OK\r\n folded: x\r\nContent-Length: 0\r\n\r\n",
        "/folded-tab": b"HTTP/1.1 404 No\r\n\t" + b"y" * 3000 + b": z\r\nContent-Length: 0\r\n\r\n",
        "/folded-later": b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\tc\r\nContent-Length: 0\r\n\r\n",
        "/folded-after-100": b"HTTP/1.1 100 Continue\r\nX: a\r\n\r\nHTTP/1.1 200 OK\r\n b\r\nContent-Length: 0\r\n\r\n",
        "/status-999": b"HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n",
        "/http10": b"HTTP/1.0 200 OK\r\n\r\nold",
        "/no-length": b"HTTP/1.1 200 OK\r\n\r\nuntil the end",
        "/loop": body(b"", b"Location: /loop\r\n", b"302 Found"),
        "/to-ftp": body(b"", b"Location: ftp://localhost/x\r\n", b"302 Found"),
        "/to-file": body(b"", b"Location: file:///etc/passwd\r\n", b"302 Found"),
        "/to-ok": body(b"", b"Location: /ok\r\n", b"301 Moved"),
        "/to-echo": body(b"", b"Location: /echo\r\n", b"302 Found"),
        "/to-nowhere": body(b"", b"Location: http://[bad/\r\n", b"302 Found"),
        "/latin1": body("Gr\u00fc\u00dfe".encode("latin-1")),
        "/echo": body(request, b"Content-Type: text/plain\r\n"),
        "/null": body(b"a\0b"),
    }
    if path in plain:
        send(plain[path])
    elif path == "/redirect":
        send(body(b"", b"Location: " + query.encode() + b"\r\n", b"302 Found"))
    elif path == "/count":
        left = int(query)
        send(body(b"", f"Location: /count?{left - 1}\r\n".encode(), b"302 Found") if left else OK)
    elif path == "/bomb":
        send(body(gzip.compress(b"\0" * 20_000_000), b"Content-Encoding: gzip\r\n"))
    elif path == "/json":
        send(body(query.replace("%22", '"').replace("%20", " ").encode()))
    elif path == "/delay":
        time.sleep(float(query))
        send(OK)
    elif path == "/hold":
        while not os.path.exists(sys.argv[1] + ".go"):
            time.sleep(0.02)
        time.sleep(float(query))
        send(OK)
    elif path == "/silent":
        time.sleep(60)
    elif path == "/drip":
        endless(connection, b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.05)
    elif path == "/drip-head":
        endless(connection, b"HTTP/1.1 200 OK\r\nX: ", b"x", 0.05)
    elif path == "/endless-head":
        endless(connection, b"HTTP/1.1 200 OK\r\n", b"X-Filler: " + b"y" * 1000 + b"\r\n")
    elif path == "/endless-line":
        endless(connection, b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536)
    elif path == "/endless-body":
        endless(connection, b"HTTP/1.1 200 OK\r\n\r\n", b"z" * 65536)
    elif path == "/endless-json":
        endless(connection, b"HTTP/1.1 200 OK\r\n\r\n[", b"[1,2],\"" + b"z" * 65536 + b"\",")
    elif path == "/endless-trailers":
        endless(connection, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n", b"X: y\r\n" * 1000)
    elif path == "/endless-100":
        endless(connection, b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
    elif path == "/reset":
        reset(connection)
    elif path == "/reset-body":
        send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome")
        time.sleep(0.05)
        reset(connection)
    else:
        send(body(b"no such path\n", status=b"404 Not Found"))
    if method == "HEAD":
        connection.close()


def tunnel(connection, request):
    """Answers CONNECT and passes bytes on until one side ends."""
    host, _, port = request.split(b" ")[1].decode("ascii").rpartition(":")
    with socket.create_connection((host.strip("[]"), int(port))) as server:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        other = {connection: server, server: connection}
        while True:
            # TLS may hold bytes that select does not see.
            is_pending = isinstance(connection, ssl.SSLSocket) and connection.pending() > 0
            for end in [connection] if is_pending else select.select(list(other), [], [])[0]:
                piece = end.recv(65536)
                if not piece:
                    return
                other[end].sendall(piece)


flaky = {"left": 2}


def serve(connection, context):
    try:
        connection.settimeout(60)
        if context:
            connection = context.wrap_socket(connection, server_side=True)
        request = b""
        while b"\r\n\r\n" not in request and len(request) < 65536:
            piece = connection.recv(65536)
            if not piece:
                return
            request += piece
        if request.startswith(b"CONNECT "):
            tunnel(connection, request)
            return
        if request.startswith(b"GET /flaky ") and flaky["left"] > 0:
            flaky["left"] -= 1
            reset(connection)
            return
        if request.startswith(b"GET /flaky "):
            connection.sendall(OK)
            return
        answer(connection, request)
    except (OSError, ValueError):
        pass
    finally:
        connection.close()


def main():
    context = None
    if len(sys.argv) == 4:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
    loopback.serve_all(loopback.listen(), sys.argv[1], serve, context)


main()
