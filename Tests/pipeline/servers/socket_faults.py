#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Servers that speak no HTTP and misbehave, one a port, plain or by TLS.

usage: socket_faults.py PORT_FILE [CERTIFICATE KEY]

Writes `NAME PORT` a line into PORT_FILE, and ends by a signal or after five minutes.
"""
import os
import signal
import socket
import ssl
import struct
import sys
import threading
import time

import loopback


def reset(connection):
    raw = connection
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raw.close()


def until(connection, end):
    """Reads until the peer has sent that."""
    data = b""
    while end not in data:
        piece = connection.recv(4096)
        if not piece:
            break
        data += piece
    return data


def forever(connection, piece, pause=0.0):
    while True:
        connection.sendall(piece)
        if pause:
            time.sleep(pause)


def byte_by_byte(connection, data, pause):
    for byte in data:
        connection.sendall(bytes([byte]))
        time.sleep(pause)
    time.sleep(60)


def wait(connection):
    connection.recv(1)
    time.sleep(60)


def dialogue(connection):
    """Answers PING with PONG, anything else with an error; goes on until the peer closes."""
    while True:
        line = until(connection, b"\n")
        if not line:
            return
        connection.sendall(b"+PONG\r\n" if line == b"PING\r\n" else b"-ERR " + line)


BEHAVIOURS = {
    "banner": lambda c: (c.sendall(b"220 ready\r\n"), wait(c)),
    "dialogue": dialogue,
    "half": lambda c: (c.sendall(b"220 rea"), wait(c)),
    "cut": lambda c: c.sendall(b"220 rea"),
    "whole-cut": lambda c: c.sendall(b"220 ready\r\n"),
    "no-newline": lambda c: forever(c, b"A" * 65536, 0.01),
    "endless": lambda c: forever(c, b"220-still going\r\n" * 1000, 0.01),
    "late": lambda c: (c.sendall(b"x" * 100000 + b"220 ready\r\n"), wait(c)),
    "slow": lambda c: byte_by_byte(c, b"220 ready\r\n", 0.01),
    "tar-pit": lambda c: forever(c, b"2", 0.2),
    "silent": wait,
    "close": lambda c: None,
    "reset": reset,
    "say-reset": lambda c: (c.sendall(b"220 rea"), time.sleep(0.1), reset(c)),
    "nul": lambda c: (c.sendall(b"\0\xff\xfe220\0 ready\0"), wait(c)),
    "line": lambda c: (c.sendall(b"B" * (1 << 20) + b" ready\r\n"), wait(c)),
}


def serve(connection, behaviour, context):
    try:
        if context:
            connection = context.wrap_socket(connection, server_side=True)
        behaviour(connection)
        if connection.fileno() >= 0:
            if context:
                connection = connection.unwrap()
            # A connection that is closed with bytes unread is reset.
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(5)
            while connection.recv(65536):
                pass
        connection.close()
    except (OSError, ValueError):
        connection.close()


def accept(listener, behaviour, context):
    while True:
        connection, _ = listener.accept()
        threading.Thread(
            target=serve, args=(connection, behaviour, context), daemon=True
        ).start()


def main():
    signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
    signal.alarm(300)
    context = None
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
    lines = []
    for name, behaviour in BEHAVIOURS.items():
        listener = loopback.listen()
        lines.append(f"{name} {listener.getsockname()[1]}\n")
        threading.Thread(target=accept, args=(listener, behaviour, context), daemon=True).start()
    with open(sys.argv[1] + ".new", "w", encoding="ascii") as file:
        file.writelines(lines)
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    signal.pause()


main()
