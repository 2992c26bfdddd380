#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A proxy that fails as its mode says, and a wire that damages bytes.

usage: odd_proxy.py PORT_FILE MODE [PORT]

silent   takes connections and says nothing
407      answers every request with 407
huge     answers CONNECT with an endless header section
flood, chunks  answers CONNECT with 407 and an endless body
cut      closes after half a reply to CONNECT
socks    takes the greeting of SOCKS 5 and says nothing more
server, client   passes TLS 1.2 on to PORT, and damages the data that the server or the client sends
Listens on a free loopback port, writes it to PORT_FILE, and ends by a signal or after five minutes.
"""
import socket
import sys
import threading
import time

import loopback

MODE = sys.argv[2]
DATA = 23


def pump(source, sink, damages):
    """Passes TLS records on; those of data are damaged in their last byte if asked for."""
    try:
        stream = source.makefile("rb")
        while len(head := stream.read(5)) == 5:
            body = stream.read(int.from_bytes(head[3:], "big"))
            if damages and head[0] == DATA:
                body = body[:-1] + bytes([body[-1] ^ 1])
            sink.sendall(head + body)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve(connection):
    try:
        if MODE in ("server", "client"):
            server = socket.create_connection(("127.0.0.1", int(sys.argv[3])))
            back = (server, connection, MODE == "server")
            threading.Thread(target=pump, args=back, daemon=True).start()
            pump(connection, server, MODE == "client")
            return
        connection.recv(65536)
        if MODE == "407":
            connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        elif MODE == "huge":
            connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            while True:
                connection.sendall(b"y" * 65536)
        elif MODE in ("flood", "chunks"):
            length = b"Transfer-Encoding: chunked" if MODE == "chunks" else b"Content-Length: 99999999999"
            connection.sendall(b"HTTP/1.1 407 A\r\nProxy-Authenticate: Basic realm=x\r\n" + length + b"\r\n\r\n")
            while True:
                connection.sendall((b"1\r\nx\r\n" if MODE == "chunks" else b"x" * 6) * 10_000)
        elif MODE == "cut":
            connection.sendall(b"HTTP/1.1 200 OK\r\nX: y")
        else:
            if MODE == "socks":
                connection.sendall(b"\x05\x00")
            time.sleep(60)
    except OSError:
        pass
    finally:
        connection.close()


def main():
    loopback.serve_all(loopback.listen(), sys.argv[1], serve)


main()
