#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A mail server that attacks its clients: each connection gets the next attack.

usage: smtp_server.py PORT_FILE

PORT_FILE gets the port and the number of attacks. Ends by a signal or after twenty minutes.
"""
import base64
import itertools
import os
import signal
import socket
import sys
import threading

LONG = b"x" * 70_000
NTLM = b"NTLMSSP\0\2\0\0\0"
USUAL = {
    "GREETING": b"220 attack ESMTP\r\n", "EHLO": b"250-attack\r\n250 AUTH PLAIN LOGIN\r\n", "HELO": b"250 ok\r\n", "STARTTLS": b"220 go\r\n", "AUTH": b"334 \r\n", "MORE": b"235 in\r\n",
    "MAIL": b"250 ok\r\n", "RCPT": b"250 ok\r\n", "DATA": b"354 go\r\n", "CONTENT": b"250 taken\r\n", "QUIT": b"221 bye\r\n",
}


def authentication(kind, *challenges):
    """Offers one way to log in, and answers with those challenges."""
    return {"EHLO": b"250-attack\r\n250 AUTH " + kind + b"\r\n", "AUTH": challenges[0], "MORE": (challenges * 2)[1]}


def challenge(value):
    return b"334 " + base64.b64encode(value) + b"\r\n"


ATTACKS = [
    {}, {"GREETING": LONG}, {"GREETING": b"220-" + b"more\r\n220-" * 9000}, {"GREETING": b"\0\0\0\r\n"}, {"GREETING": b"2"}, {"GREETING": b"220 \xff\xfe\0\x1b[31m\r\n"}, {"GREETING": b"220 a\r\n250 early\r\n250 early\r\n"},
    {"EHLO": b"250-" + b"AUTH X\r\n250-" * 5000 + b"\r\n250 ok\r\n"}, {"EHLO": b"250 AUTH " + LONG + b"\r\n"}, {"EHLO": b"250-SIZE \r\n250-SIZE 99999999999999999999\r\n250 AUTH=\r\n"}, {"EHLO": b"250\r\n"}, {"EHLO": b"250 \r\n250 \r\n250 \r\n"},
    {"EHLO": b"999 what\r\n"}, {"EHLO": b"-250 x\r\n"}, {"EHLO": b"500 no\r\n", "HELO": LONG + b"\r\n"}, {"EHLO": b"250-STARTTLS\n250 AUTH PLAIN\n"},
    authentication(b"PLAIN", b"334 " + LONG + b"\r\n", b"334 !!!!\r\n"), authentication(b"LOGIN", challenge(LONG)), authentication(b"CRAM-MD5", b"334 =\r\n"), authentication(b"CRAM-MD5", challenge(LONG), b"535 " + LONG + b"\r\n"),
    authentication(b"DIGEST-MD5", challenge(b'nonce="' + LONG), challenge(b'realm="')), authentication(b"DIGEST-MD5", challenge(b'realm="a",nonce="b",algorithm=md5-sess,qop="auth"'), challenge(b"rspauth=")),
    authentication(b"NTLM", b"334 \r\n", challenge(NTLM)), authentication(b"NTLM", b"334 \r\n", challenge(NTLM + b"\xff" * 200)), authentication(b"NTLM", b"334 \r\n", challenge(NTLM + b"\xff\xff\xff\xff\xff\xff\xff\x7f" + b"\0" * 40)),
    authentication(b"XOAUTH2", challenge(b"{"), LONG), authentication(b"SCRAM-SHA-256", challenge(b"r=")), authentication(b"GSSAPI", challenge(b"\x60\xff\xff\xff")),
    {"MAIL": b"250-" + LONG + b"\r\n250 ok\r\n"}, {"RCPT": b"250-a\r\n" * 2000 + b"250 ok\r\n"}, {"RCPT": b"55\r\n"}, {"RCPT": b"550-\xff\0\r\n550 \x1b]0;x\7\r\n"}, {"RCPT": b"250 ok\r\n" * 50}, {"DATA": b"354-\r\n354 \r\n354 \r\n"}, {"DATA": b"250 taken already\r\n"},
    {"CONTENT": b"250-" + LONG + b"\r\n"}, {"CONTENT": b"2"}, {"CONTENT": b"250 a\r\n251 b\r\n"}, {"QUIT": LONG},
]
turns = itertools.count()


def talk(connection):
    attack = USUAL | ATTACKS[next(turns) % len(ATTACKS)]
    connection.settimeout(2)
    connection.sendall(attack["GREETING"])
    lines = connection.makefile("rb")
    inside = False
    for line in lines:
        if inside and line != b".\r\n":
            continue
        verb = "CONTENT" if inside else line.split()[0].decode("latin-1").upper() if line.split() else ""
        inside = verb == "DATA"
        reply = attack.get(verb, attack["MORE"])
        connection.sendall(reply)
        # A reply that is not whole is followed by the end, so that nobody waits for the rest.
        if verb == "QUIT" or not reply.endswith(b"\n"):
            return
    return


def serve(connection):
    try:
        talk(connection)
    except OSError:
        pass
    finally:
        connection.close()


signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
signal.alarm(1200)
listener = socket.create_server(("127.0.0.1", 0))
with open(sys.argv[1] + ".new", "w", encoding="ascii") as file:
    file.write(f"{listener.getsockname()[1]} {len(ATTACKS)}\n")
os.rename(sys.argv[1] + ".new", sys.argv[1])
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
