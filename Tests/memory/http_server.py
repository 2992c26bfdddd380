#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A server that attacks its clients with the replies of replies.py.

usage: http_server.py PORT_FILE http|https|tls|h2 [CERTIFICATE KEY]

The path /N of a request, or the port N of a CONNECT, is the number of the reply; tls and h2 give theirs in turn.
Listens on a free loopback port, writes it to PORT_FILE, and ends by a signal or after twenty minutes.
"""
import itertools
import os
import signal
import socket
import ssl
import sys
import threading

import replies

REPLIES = list(itertools.chain.from_iterable(replies.CLASSES.values()))
port_file, kind = sys.argv[1:3]
turns = itertools.count()


def answer(connection):
    if kind == "h2":
        connection.recv(65536)
        return replies.HTTP2[next(turns) % len(replies.HTTP2)]
    request = b""
    while b"\r\n\r\n" not in request and (piece := connection.recv(65536)):
        request += piece
    method, target = (request.split(b"\r\n")[0].split(b" ") + [b"", b""])[:2]
    if method == b"CONNECT":
        return replies.CONNECT[int(target.rpartition(b":")[2]) % len(replies.CONNECT)]
    number = target.rpartition(b"/")[2]
    return REPLIES[int(number) if number.isdigit() and int(number) < len(REPLIES) else 0]


def serve(connection, context):
    try:
        connection.settimeout(20)
        if kind == "tls":
            connection.recv(65536)
            connection.sendall(replies.TLS[next(turns) % len(replies.TLS)])
        else:
            if context:
                connection = context.wrap_socket(connection, server_side=True)
            connection.sendall(answer(connection))
        connection.shutdown(socket.SHUT_WR)
        # A close with unread bytes would be a reset, and take the reply with it.
        while connection.recv(65536):
            pass
    except (OSError, ValueError):
        pass
    finally:
        connection.close()


def main():
    context = None
    if len(sys.argv) == 5:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
        if kind == "h2":
            context.set_alpn_protocols(["h2"])
    signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
    signal.alarm(1200)
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    with open(port_file + ".new", "w", encoding="ascii") as file:
        file.write(str(listener.getsockname()[1]))
    os.rename(port_file + ".new", port_file)
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0], context), daemon=True).start()


main()
