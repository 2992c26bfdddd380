# SPDX-License-Identifier: MIT
"""What the servers of the tests share: a free port of the loopback, a thread a connection, and an end by itself."""
import os
import signal
import socket
import threading


def listen():
    """Listens on a free port of 127.0.0.1."""
    return socket.create_server(("127.0.0.1", 0), backlog=1024)


def serve_all(listener, port_file, serve, *arguments, seconds=300):
    """Writes the port into a file, once it answers, and serves each connection in a thread until the time is over."""
    signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
    signal.alarm(seconds)
    with open(port_file + ".new", "w", encoding="ascii") as file:
        file.write(str(listener.getsockname()[1]))
    os.rename(port_file + ".new", port_file)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, *arguments), daemon=True).start()
