#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Stands between a client and a server and takes the offer of TLS away, as an attacker would.

usage: stripper.py PORT_FILE SERVER_PORT

Listens on a free loopback port, writes it to PORT_FILE, notes what the client sends in PORT_FILE.sent, and ends by a
signal or after five minutes.
"""
import socket
import sys
import threading

import loopback

# What a server offers, and what a client asks for, each with something of the same length.
FROM_SERVER = [(b"STARTTLS", b"SOMETHNG"), (b"STLS", b"NONE")]
# FTP does not offer it, and LDAP need not: the question becomes one that the server does not know.
FROM_CLIENT = [
    (b"AUTH SSL", b"AUTH XXX"), (b"AUTH TLS", b"AUTH XXX"),
    (b"1.3.6.1.4.1.1466.20037", b"1.3.6.1.4.1.1466.29999"),
]


def copy(source, target, changes, note=None):
    try:
        while data := source.recv(65536):
            for old, new in changes:
                data = data.replace(old, new)
            if note:
                with open(note, "ab") as file:
                    file.write(data)
            target.sendall(data)
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def serve(client, port):
    server = socket.create_connection(("127.0.0.1", port))
    threading.Thread(target=copy, args=(server, client, FROM_SERVER), daemon=True).start()
    copy(client, server, FROM_CLIENT, sys.argv[1] + ".sent")


loopback.serve_all(loopback.listen(), sys.argv[1], serve, int(sys.argv[2]))
