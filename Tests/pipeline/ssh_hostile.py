# SPDX-License-Identifier: MIT
"""A server on loopback that misbehaves towards SSH clients: ssh_hostile.py PORT KIND.

Nothing here speaks SSH beyond its greeting: what a client meets after the key exchange is tested with real
servers that run hostile commands.
"""

import socket
import sys
import threading
import time

GREETING = b"SSH-2.0-Hostile\r\n"


def silent(peer):
    """Accepts and never says a word."""
    time.sleep(60)


def mute_after_greeting(peer):
    """Greets and never says another word."""
    peer.sendall(GREETING)
    time.sleep(60)


def cut(peer):
    """Hangs up at once."""


def cut_after_greeting(peer):
    """Hangs up in the middle of the key exchange."""
    peer.sendall(GREETING)
    peer.recv(100)


def noise(peer):
    """Sends lines without end instead of a greeting."""
    while True:
        peer.sendall(b"welcome to nowhere\r\n" * 1000)


def web(peer):
    """Answers as a web server does."""
    peer.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def drip(peer):
    """Sends one byte of a greeting a second."""
    for byte in GREETING + GREETING:
        peer.sendall(bytes([byte]))
        time.sleep(1)


def broken_packets(peer):
    """Greets and sends packets of a length that cannot be."""
    peer.sendall(GREETING + b"\xff" * 100_000)
    time.sleep(60)


def ignored_packets(peer):
    """Greets and floods with SSH_MSG_IGNORE, which is always allowed."""
    body = b"\x02" + (30_000).to_bytes(4, "big") + b"x" * 30_000
    padding = 8 - (5 + len(body)) % 8 + 8
    packet = (1 + len(body) + padding).to_bytes(4, "big") + bytes([padding]) + body + b"\0" * padding
    peer.sendall(GREETING)
    while True:
        peer.sendall(packet)


def serve(peer, kind):
    try:
        kind(peer)
    except OSError:
        pass
    finally:
        peer.close()


def main():
    kind = globals()[sys.argv[2]]
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", int(sys.argv[1])))
    server.listen(64)
    while True:
        peer, _ = server.accept()
        threading.Thread(target=serve, args=(peer, kind), daemon=True).start()


main()
