#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Answers each request with the bytes that a script has for its path.

usage: scripted_server.py PORT_FILE SCRIPT [CERTIFICATE KEY [CLIENT_CA]]

SCRIPT is a Python file that sets REPLIES: path → bytes, or a function of the request's bytes, or a list of bytes and
numbers: a number is a pause in seconds, None ends with RST. SELF stands for the server's address in the bytes.
The connection is closed after the reply. Requests are noted in PORT_FILE.requests, separated by a line `--`.
Listens on a free loopback port, writes it to PORT_FILE, and ends by a signal or after five minutes.
"""
import runpy
import socket
import ssl
import struct
import sys
import threading
import time

import loopback

SERVER = {"address": b""}
LOCK = threading.Lock()


def read_request(connection):
    request = b""
    while b"\r\n\r\n" not in request and len(request) < 65536:
        piece = connection.recv(65536)
        if not piece:
            return b""
        request += piece
    head, _, body = request.partition(b"\r\n\r\n")
    length = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while length and len(body) < int(length[0]):
        piece = connection.recv(65536)
        if not piece:
            break
        body += piece
    with LOCK, open(sys.argv[1] + ".requests", "ab") as file:
        file.write(head + b"\n--\n")
    return head + b"\r\n\r\n" + body


def send(connection, parts):
    for part in parts:
        if part is None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        if isinstance(part, (int, float)):
            time.sleep(part)
        else:
            connection.sendall(part.replace(b"SELF", SERVER["address"]))


def serve(connection, context, replies):
    try:
        connection.settimeout(60)
        if context:
            connection = context.wrap_socket(connection, server_side=True)
        request = read_request(connection)
        target = request.split(b" ")[1].decode("latin-1") if request else ""
        reply = replies.get(target.partition("?")[0])
        if reply is None:
            reply = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if callable(reply):
            reply = reply(request)
        send(connection, reply if isinstance(reply, list) else [reply])
        if context and not isinstance(reply, list):
            connection.unwrap()
    except (OSError, ValueError):
        pass
    finally:
        connection.close()


def main():
    context = None
    if len(sys.argv) > 4:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
    if len(sys.argv) > 5:
        context.load_verify_locations(sys.argv[5])
        context.verify_mode = ssl.CERT_REQUIRED
    replies = runpy.run_path(sys.argv[2])["REPLIES"]
    listener = loopback.listen()
    SERVER["address"] = b"http%s://localhost:%d" % (b"s" if context else b"", listener.getsockname()[1])
    loopback.serve_all(listener, sys.argv[1], serve, context, replies)


main()
