#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A mail server that misbehaves at one step; ends by itself after two minutes.

usage: faults.py FOLDER STEP ACTION [--no-starttls] [--tls]
STEP is greeting, ehlo, starttls, auth, mail, rcpt, data, content, accepted, quit or none; ACTION is cut, silence,
garbage, late (the usual reply, once the client has said QUIT) or a reply such as '451 later'. At the step 'accepted' the whole mail has come and its 250 is due.
Writes FOLDER/port once it listens, FOLDER/commands (what it was told), FOLDER/mails (what it took, one JSON a line).
FOLDER/cert.pem and key.pem are used for TLS.
"""
import argparse
import base64
import json
import os
import socket
import ssl
import threading
import time

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("step")
parser.add_argument("action")
parser.add_argument("--no-starttls", action="store_true")
parser.add_argument("--tls", action="store_true")
args = parser.parse_args()
end = time.monotonic() + 120


def path(name):
    return os.path.join(args.folder, name)


def note(line):
    with open(path("commands"), "a") as file:
        file.write(line + "\n")


class Cut(Exception):
    pass


class Dialogue:
    def __init__(self, connection):
        self.connection = connection
        self.file = connection.makefile("rb")
        self.secure = False
        self.recipients = []

    def say(self, text):
        self.connection.sendall(text.encode() + b"\r\n")

    def step(self, name, usual):
        """Answers a step, wrongly if it is the one; True if the answer was the usual one."""
        if name != args.step:
            self.say(usual)
            return True
        if args.action == "cut":
            raise Cut
        if args.action == "silence":
            time.sleep(max(0, end - time.monotonic()))
            raise Cut
        if args.action == "late":
            self.file.readline()
            self.say(usual)
            return True
        self.say("\x00\xff what?" if args.action == "garbage" else args.action)
        return False

    def secure_up(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path("cert.pem"), path("key.pem"))
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.file = self.connection.makefile("rb")
        self.secure = True

    def content(self):
        lines = []
        for line in self.file:
            if line == b".\r\n":
                return b"".join(lines)
            if args.step == "content" and args.action == "cut" and len(lines) == 5:
                raise Cut
            lines.append(line[1:] if line.startswith(b".") else line)
        raise Cut

    def run(self):
        if args.tls:
            self.secure_up()
        self.step("greeting", "220 faults.example.org ESMTP")
        # Not by iteration: STARTTLS puts another stream into the place of this one.
        while raw := self.file.readline():
            line = raw.decode("latin-1").rstrip("\r\n")
            verb = line.split(" ")[0].split(":")[0].upper()
            note(("TLS " if self.secure else "    ") + line)
            if verb in ("EHLO", "HELO"):
                offers = "AUTH PLAIN" if self.secure or args.no_starttls else "STARTTLS"
                self.step("ehlo", f"250-faults.example.org\r\n250-SIZE 10000000\r\n250 {offers}")
            elif verb == "STARTTLS":
                if self.step("starttls", "220 go ahead"):
                    self.secure_up()
            elif verb == "AUTH":
                if self.step("auth", "334 "):
                    note(("TLS AUTH " if self.secure else "    AUTH ") + repr(self.file.readline()))
                    self.say("235 welcome")
            elif verb == "MAIL":
                self.step("mail", "250 OK")
            elif verb == "RCPT":
                if self.step("rcpt", "250 OK"):
                    self.recipients.append(line)
            elif verb == "DATA":
                if self.step("data", "354 go ahead"):
                    mail = self.content()
                    # It is kept before it is said so: with 250 the client may go, and its test look.
                    if args.step != "accepted" or args.action == "late":
                        with open(path("mails"), "a") as file:
                            data = base64.b64encode(mail).decode()
                            file.write(json.dumps({"to": self.recipients, "data": data}) + "\n")
                    self.step("accepted", "250 taken")
            elif verb == "QUIT":
                self.step("quit", "221 bye")
                raise Cut
            else:
                self.say("502 unknown")


def serve(connection):
    try:
        Dialogue(connection).run()
    except (Cut, OSError):
        pass
    finally:
        connection.close()


listener = socket.create_server(("127.0.0.1", 0))
listener.settimeout(120)
with open(path("port.new"), "w") as file:
    file.write(str(listener.getsockname()[1]))
os.rename(path("port.new"), path("port"))
while time.monotonic() < end:
    try:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    except socket.timeout:
        break
