#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Servers of mail and files that say odd things, one a port.

usage: mail_faults.py PORT_FILE

Writes `NAME PORT` a line into PORT_FILE, and ends by a signal or after five minutes. A script is what is said first, then
a reply to each line of the client; the last one is said to all further lines. TAG stands for the first word of the line.
"""
import os
import signal
import sys
import threading
import time

import loopback

EHLO = b"250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n"


def ldap_reply(code, text=b"", tag=0x78, number=1):
    """An answer of LDAP (RFC 4511 section 4.1.9): a result, no name, a text."""
    result = bytes([0x0A, 1, code, 4, 0, 4, len(text)]) + text
    return bytes([0x30, len(result) + 5, 2, 1, number, tag, len(result)]) + result


SCRIPTS = {
    "smtp-busy": [b"421 4.3.2 too busy today\r\n"],
    "smtp-refused": [b"554 5.7.1 go away\r\n"],
    "smtp-web": [b"HTTP/1.1 400 Bad Request\r\nServer: web\r\n\r\n"],
    "smtp-login": [b"220 hi\r\n", EHLO, b"535 5.7.8 no, bob Ym9i AGJvYgBnZWhlaW0xMjM=\r\n"],
    "smtp-tls-denied": [b"220 hi\r\n", EHLO, b"454 4.7.0 TLS not available now\r\n"],
    # Whoever stands in between puts words of its own behind the reply: they must not count as said by TLS.
    "smtp-injected": [b"220 hi\r\n", EHLO, b"220 go on\r\n250-localhost\r\n250 AUTH PLAIN\r\n"],
    "smtp-plain": [b"220 hi\r\n", EHLO, b"220 go on\r\n", b"250 hi\r\n"],
    "smtp-cut": [b"220 hi\r\n", b""],
    "smtp-ssh": [b"SSH-2.0-test\r\n", b"Invalid SSH identification string.\r\n"],
    "smtp-endless": [b"220 hi\r\n", b"250-more\r\n" * 100_000],
    "imap-bye": [b"* BYE too many connections\r\n"],
    "imap-preauth": [b"* PREAUTH hello\r\n", b"* CAPABILITY IMAP4rev1 STARTTLS\r\nA001 OK\r\n"],
    "imap-injected": [
        b"* OK hi\r\n", b"* CAPABILITY IMAP4rev1 STARTTLS\r\nA001 OK\r\n",
        b"A002 OK go on\r\nA003 OK CAPABILITY\r\n",
    ],
    "imap-denied": [b"* OK hi\r\n", b"* CAPABILITY IMAP4rev1\r\nTAG OK\r\n", b"TAG NO wrong word\r\n"],
    "imap-gone": [b"* OK hi\r\n", b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n", b""],
    "imap-slow": [b"* OK hi\r\n", b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n", b"* \r\n"],
    "imap-endless": [b"* OK hi\r\n", b"* CAPABILITY IMAP4rev1\r\n" * 100_000],
    "pop3-err": [b"-ERR not today\r\n"],
    "pop3-tls-denied": [b"+OK hi\r\n", b"+OK\r\nSTLS\r\n.\r\n", b"-ERR no TLS\r\n"],
    "ftp-full": [b"421 too many users\r\n"],
    "ftp-anonymous": [b"220 hi\r\n", b"530 no anonymous users\r\n"],
    "ftp-crowded": [b"220 hi\r\n", b"421 too many users\r\n"],
    "ldap-silent": [b"", b""],
    "ldap-web": [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"],
    "ldap-denied": [b"", ldap_reply(52, b"not today")],
    # A bind that is taken for the upgrade, an answer to another question, one that is cut, one without TLS after it.
    "ldap-bind": [b"", ldap_reply(0, tag=0x61)],
    "ldap-other": [b"", ldap_reply(0, number=2)],
    "ldap-cut": [b"", ldap_reply(0)[:-2], b""],
    "ldap-injected": [b"", ldap_reply(0) + ldap_reply(0, tag=0x61)],
    "ldap-plain": [b"", ldap_reply(0), ldap_reply(0, tag=0x61)],
    "mqtt-web": [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"],
}


def serve(connection, script):
    try:
        connection.sendall(script[0])
        if len(script) == 1:
            time.sleep(0.2)
            connection.close()
            return
        replies = script[1:]
        while data := connection.recv(65536):
            reply = replies[0]
            if len(replies) > 1:
                replies = replies[1:]
            if not reply:
                break
            connection.sendall(reply.replace(b"TAG", data.split(b" ")[0]))
        connection.close()
    except OSError:
        connection.close()


def accept(listener, script):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, script), daemon=True).start()


def main():
    signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
    signal.alarm(300)
    lines = []
    for name, script in SCRIPTS.items():
        listener = loopback.listen()
        lines.append(f"{name} {listener.getsockname()[1]}\n")
        threading.Thread(target=accept, args=(listener, script), daemon=True).start()
    with open(sys.argv[1] + ".new", "w", encoding="ascii") as file:
        file.writelines(lines)
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    signal.pause()


main()
