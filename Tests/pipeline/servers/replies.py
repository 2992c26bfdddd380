#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A web server that answers /NAME with the bytes of the file FOLDER/NAME, whatever they are.

usage: replies.py PORT_FILE FOLDER

Listens on a free loopback port, writes it to PORT_FILE, keeps each request in FOLDER/NAME.request, and ends by a
signal or after ten minutes.
"""
import os
import signal
import socket
import sys
import threading


def serve(connection, folder):
    with connection:
        connection.settimeout(10)
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(65536)
            if not piece:
                return
            request += piece
        name = request.split(b" ")[1].decode().lstrip("/").partition("?")[0]
        with open(os.path.join(folder, name + ".request"), "wb") as file:
            file.write(request)
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        try:
            # In pieces, so that characters and blocks are cut.
            for start in range(0, len(data), 1500):
                connection.sendall(data[start : start + 1500])
        except OSError:
            pass


def main():
    port_file, folder = sys.argv[1:3]
    signal.alarm(600)
    server = socket.create_server(("127.0.0.1", 0), backlog=128)
    with open(port_file + ".new", "w", encoding="ascii") as file:
        file.write(str(server.getsockname()[1]))
    os.rename(port_file + ".new", port_file)
    while True:
        connection, _ = server.accept()
        threading.Thread(target=serve, args=(connection, folder), daemon=True).start()


main()
