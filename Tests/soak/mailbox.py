# SPDX-License-Identifier: MIT
"""A mail server that comes and goes, and remembers what it took."""

import re
import socket
import threading


class Mailbox:
    """SMTP on a fixed loopback port. `mode` is `up`, `gone` (connections end at once) or `busy` (451 to each mail)."""

    def __init__(self):
        self.mode = "up"
        self.taken = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            if self.mode == "gone":
                connection.close()
                continue
            threading.Thread(target=self.talk, args=(connection, self.mode), daemon=True).start()

    def talk(self, connection, mode):
        connection.settimeout(10)
        recipients = []
        try:
            with connection, connection.makefile("rwb") as stream:
                def say(text):
                    stream.write(text.encode() + b"\r\n")
                    stream.flush()

                say("220 sink.example.org")
                for line in stream:
                    verb = line[:4].upper().strip()
                    if verb == b"EHLO":
                        say("250-sink.example.org\r\n250 8BITMIME")
                    elif verb == b"RCPT":
                        recipients.append(line.split(b"<", 1)[-1].split(b">")[0].decode())
                        say("250 ok")
                    elif verb == b"DATA" and mode == "busy":
                        say("451 try again later")
                    elif verb == b"DATA":
                        say("354 go ahead")
                        text = self.body(stream)
                        if text is None:
                            return
                        self.keep(text, recipients)
                        recipients = []
                        say("250 taken")
                    elif verb == b"QUIT":
                        say("221 bye")
                        return
                    else:
                        say("250 ok")
        except OSError:
            pass

    @staticmethod
    def body(stream):
        lines = []
        for line in stream:
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line)
        return None

    def keep(self, text, recipients):
        found = re.search(rb"^Message-ID:\s*(\S+)", text, re.MULTILINE | re.IGNORECASE)
        identity = found.group(1).decode() if found else "without Message-ID"
        self.taken += [(identity, recipient) for recipient in recipients]
