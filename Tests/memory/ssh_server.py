#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""An SSH server that attacks its clients with what ssh_attacks.py lists.

usage: ssh_server.py PORT_FILE

Each attack has a loopback port of its own. PORT_FILE gets a line an attack: its number, a blank and the port. The
server ends by a signal or after twenty minutes. Debian's own Python runs it, which has Debian's paramiko.
"""
import logging
import os
import signal
import socket
import sys
import threading
import time

import paramiko

import ssh_attacks

logging.getLogger("paramiko").addHandler(logging.NullHandler())
HOST_KEY = paramiko.ECDSAKey.generate()


def send_raw(transport, payload):
    message = paramiko.Message()
    message.add_bytes(payload)
    transport._send_message(message)


class Attacker(paramiko.ServerInterface):
    """Lets everybody in, and attacks at the login or once a command is asked for."""

    def __init__(self, login, channel):
        self.login, self.channel = login, channel
        self.transport = None

    def get_allowed_auths(self, username):
        return "password,publickey,keyboard-interactive"

    def check_auth_none(self, username):
        return paramiko.AUTH_FAILED

    def check_auth_password(self, username, password):
        if self.login is not None:
            send_raw(self.transport, self.login)
        return paramiko.AUTH_SUCCESSFUL

    def check_channel_request(self, kind, number):
        return paramiko.OPEN_SUCCEEDED

    def check_channel_exec_request(self, channel, command):
        if self.channel is not None:
            send_raw(self.transport, self.channel)
        channel.sendall(b"some output\n")
        threading.Timer(0.5, channel.close).start()
        return True

    check_channel_shell_request = check_channel_exec_request


def plain(peer, reply):
    peer.sendall(reply)
    peer.shutdown(socket.SHUT_WR)
    while peer.recv(65536):
        pass


def encrypted(peer, login=None, channel=None):
    transport = paramiko.Transport(peer)
    transport.add_server_key(HOST_KEY)
    attacker = Attacker(login, channel)
    attacker.transport = transport
    transport.start_server(server=attacker)
    while transport.is_alive():
        time.sleep(0.1)


def serve(peer, attack):
    try:
        peer.settimeout(20)
        attack(peer)
    except (OSError, EOFError, paramiko.SSHException):
        pass
    finally:
        peer.close()


def listen(attack):
    listener = socket.create_server(("127.0.0.1", 0))

    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0], attack), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def main():
    attacks = [lambda peer, reply=reply: plain(peer, reply) for reply in ssh_attacks.EARLY + ssh_attacks.LATE]
    attacks += [lambda peer, message=message: encrypted(peer, login=message) for message in ssh_attacks.LOGIN]
    attacks += [lambda peer, message=message: encrypted(peer, channel=message) for message in ssh_attacks.CHANNEL]
    signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
    signal.alarm(1200)
    with open(sys.argv[1] + ".new", "w", encoding="ascii") as file:
        for number, attack in enumerate(attacks, 1):
            file.write(f"{number} {listen(attack)}\n")
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    signal.pause()


main()
