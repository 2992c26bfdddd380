# SPDX-License-Identifier: MIT
"""A server on loopback that misbehaves towards SSH clients: ssh_hostile.py PORT KIND [UPSTREAM].

Writes `listening` and a line `accepted` for each connection into hostile.PORT. UPSTREAM is the port of a real server
for the kinds that pass a later connection on.
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
    ignored = packet(b"\x02" + text(b"x" * 30_000))
    peer.sendall(GREETING)
    while True:
        peer.sendall(ignored)


def packet(body):
    """An SSH packet without encryption."""
    padding = 8 - (5 + len(body)) % 8 + 8
    return (1 + len(body) + padding).to_bytes(4, "big") + bytes([padding]) + body + b"\0" * padding


def text(words):
    """A string as the protocol spells it."""
    return len(words).to_bytes(4, "big") + words


def full(peer):
    """Says why before it hangs up, as a server with too many connections does."""
    peer.sendall(b"Too many connections,\r\ncome back tomorrow\r\n")


def goodbye(peer):
    """Disconnects in the middle of the key exchange, with words."""
    peer.sendall(GREETING + packet(b"\x01" + (2).to_bytes(4, "big") + text(b"maintenance, come back tomorrow") + text(b"")))
    peer.recv(10_000)


def cut_first(peer):
    """Hangs up at once on the first connection, and passes the others on."""
    if not is_first():
        pass_on(peer)


def cut_first_in_exchange(peer):
    """Hangs up in the middle of the key exchange on the first connection, and passes the others on."""
    if is_first():
        cut_after_greeting(peer)
    else:
        pass_on(peer)


SEEN = []


def is_first():
    SEEN.append(None)
    return len(SEEN) == 1


def pass_on(peer):
    """Connects a peer to the server at UPSTREAM."""
    upstream = socket.create_connection(("127.0.0.1", int(sys.argv[3])))

    def copy(source, target):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=copy, args=(upstream, peer), daemon=True)
    back.start()
    copy(peer, upstream)
    back.join()


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
    log = open(f"hostile.{sys.argv[1]}", "w", encoding="ascii", buffering=1)
    log.write("listening\n")
    while True:
        peer, _ = server.accept()
        log.write("accepted\n")
        threading.Thread(target=serve, args=(peer, kind), daemon=True).start()


main()
