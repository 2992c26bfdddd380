#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Ends HTTP/2 streams as their paths say: whole, reset, refused, cut.

usage: http2_server.py PORT_FILE CERTIFICATE KEY

Listens on a free loopback port, writes it to PORT_FILE, and ends by a signal or after five minutes.
Debian's python3-h2 belongs to Debian's own Python.
"""
import socket
import ssl
import struct
import sys
import time

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import RequestReceived
from h2.exceptions import ProtocolError, StreamClosedError

import loopback

# What the server does for each path, in this order: h head, H head of 12 KiB, r head of a redirect, d data, D data that ends the stream,
# e head that ends the stream, t trailers that end it, c close the connection, x reset it, w wait until the client has said all, or the number of an RST_STREAM's code.
# Other paths are plans themselves: /hd-11-c.
PLANS = {
    "/ok": "hD", "/empty": "e", "/trailers": "hdt", "/after-end": ["h", "D", ErrorCodes.NO_ERROR],
    "/refused": [ErrorCodes.REFUSED_STREAM], "/reset-before": [ErrorCodes.INTERNAL_ERROR],
    "/no-error-before": [ErrorCodes.NO_ERROR], "/no-error-head": ["h", ErrorCodes.NO_ERROR],
    "/no-error": ["h", "d", ErrorCodes.NO_ERROR], "/cancel": ["h", "d", ErrorCodes.CANCEL],
    "/goaway": "g", "/body-goaway": "hdgc", "/close": "hdc", "/head-close": "hc", "/nothing": "c",
    "/wide": "HD", "/redirect": "rD", "/redirect-reset": ["r", "d", ErrorCodes.INTERNAL_ERROR], "/redirect-close": "rdc",
}


def act(h2, stream, step):
    head = [(":status", "200"), ("content-type", "text/plain")]
    if step in ("h", "e"):
        h2.send_headers(stream, head, end_stream=step == "e")
    elif step == "H":
        h2.send_headers(stream, head + [(f"x-policy-{number}", "p" * 1000) for number in range(12)])
    elif step == "r":
        h2.send_headers(stream, [(":status", "302"), ("location", "/ok")])
    elif step in ("d", "D"):
        h2.send_data(stream, b"ok\n", end_stream=step == "D")
    elif step == "t":
        h2.send_headers(stream, [("x-sum", "1")], end_stream=True)
    elif step == "g":
        h2.close_connection(ErrorCodes.NO_ERROR)
    else:
        try:
            h2.reset_stream(stream, step)
        except StreamClosedError:
            pass


def plan(path):
    if path in PLANS:
        return PLANS[path]
    return [step for part in path[1:].split("-") for step in ([ErrorCodes(int(part))] if part.isdigit() else part)]


def answer(connection, h2, event):
    """Plays the plan of a request; True if the connection ends.

    With `?apart` each step goes out by itself, with `?records` in a TLS record of its own, all of them in one segment.
    """
    path, _, query = dict(event.headers)[":path"].partition("?")
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, query == "records")
    for step in plan(path):
        if step == "c":
            connection.sendall(h2.data_to_send())
            return True
        if step == "w":
            time.sleep(0.3)
            continue
        if step == "x":
            # All that was sent is there before the reset.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.sendall(h2.data_to_send())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            socket.socket(fileno=connection.detach()).close()
            return True
        act(h2, event.stream_id, step)
        if query == "apart":
            connection.sendall(h2.data_to_send())
            time.sleep(0.05)
        elif query == "records":
            connection.sendall(h2.data_to_send())
    connection.sendall(h2.data_to_send())
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)
    return False


def serve(connection, context):
    try:
        connection.settimeout(60)
        connection = context.wrap_socket(connection, server_side=True)
        h2 = H2Connection(config=H2Configuration(client_side=False, header_encoding="utf-8"))
        h2.initiate_connection()
        connection.sendall(h2.data_to_send())
        while piece := connection.recv(65536):
            for event in h2.receive_data(piece):
                if isinstance(event, RequestReceived) and answer(connection, h2, event):
                    connection.unwrap()
                    return
            connection.sendall(h2.data_to_send())
    except (OSError, ValueError, ProtocolError):
        pass
    finally:
        connection.close()


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    context.set_alpn_protocols(["h2"])
    loopback.serve_all(loopback.listen(), sys.argv[1], serve, context)


main()
