#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Ends that never answer, one for each stage of a check, for a network namespace of its own.

usage: dead_ends.py READY_FILE

DNS: 127.0.0.1:53 takes questions and is silent. TCP: 127.0.0.1:81 has a full queue of connections.
TLS and HTTP: 127.0.0.1:82 accepts and is silent. Ends by a signal or after five minutes.
"""
import os
import signal
import socket
import sys
import threading

signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
signal.alarm(300)

names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
names.bind(("127.0.0.1", 53))

full = socket.create_server(("127.0.0.1", 81), backlog=0)
queue = []
for _ in range(4):
    connection = socket.socket()
    connection.setblocking(False)
    connection.connect_ex(("127.0.0.1", 81))
    queue.append(connection)

silent = socket.create_server(("127.0.0.1", 82), backlog=4096)
taken = []


def accept():
    while True:
        taken.append(silent.accept())


threading.Thread(target=accept, daemon=True).start()
with open(sys.argv[1], "w", encoding="ascii") as file:
    file.write("ready")
while True:
    names.recv(4096)
