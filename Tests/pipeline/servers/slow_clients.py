#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds many connections that send little, or read nothing, and times /healthz beside them.

Usage: slow_clients.py PORT COUNT. Exits 0 if, once all are connected, half of twenty answers
come within 100 ms and each within 500 ms: in one of five rounds, as another process may hold up the others.
"""
import socket
import statistics
import sys
import time

PORT, COUNT = int(sys.argv[1]), int(sys.argv[2])
STARTS = [
    b"", b"G", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-", b"POST /scan HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nto",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n" * 20,
]


def health():
    start = time.monotonic()
    with socket.create_connection(("127.0.0.1", PORT), timeout=10) as client:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b""
        while piece := client.recv(4096):
            answer += piece
    if not answer.startswith(b"HTTP/1.1 200"):
        sys.exit(f"unexpected answer {answer[:80]!r}")
    return time.monotonic() - start


clients = []
for index in range(COUNT):
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.connect(("127.0.0.1", PORT))
    client.sendall(STARTS[index % len(STARTS)])
    clients.append(client)
# The connections are made faster than they can be accepted: first the server catches up.
deadline = time.monotonic() + 10
while health() > 0.1 and time.monotonic() < deadline:
    pass
is_quick = False
for _ in range(5):
    times = [health() for _ in range(20)]
    print(f"median {statistics.median(times) * 1000:.1f} ms, longest {max(times) * 1000:.1f} ms")
    is_quick = statistics.median(times) < 0.1 and max(times) < 0.5
    if is_quick:
        break
for client in clients:
    client.close()
sys.exit(0 if is_quick else 1)
