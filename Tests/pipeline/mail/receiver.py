#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A real mail server (aiosmtpd) for tests: keeps each mail as one JSON line, ends by itself.

usage: receiver.py FOLDER [--tls starttls|tls|none] [--auth USER:PASSWORD] [--refuse ADDRESS] [--stall ADDRESS] [--host HOST]
Writes FOLDER/port once it listens, FOLDER/mails (from, to, data in base64), FOLDER/auth (users that logged in).
FOLDER/cert.pem and key.pem are used for TLS.
"""
import argparse
import asyncio
import base64
import json
import os
import ssl
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

warnings.simplefilter("ignore")
parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("--tls", default="none")
parser.add_argument("--auth")
parser.add_argument("--refuse", action="append", default=[])
parser.add_argument("--stall", action="append", default=[])
parser.add_argument("--host", default="127.0.0.1")
args = parser.parse_args()


def path(name):
    return os.path.join(args.folder, name)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in args.refuse:
            return "550 5.1.1 no such user here"
        if address in args.stall:
            await asyncio.sleep(60)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "options": envelope.mail_options,
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "data": base64.b64encode(envelope.original_content).decode(),
        }
        with open(path("mails"), "a") as file:
            file.write(json.dumps(mail) + "\n")
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    user, password = data.login.decode(), data.password.decode()
    with open(path("auth"), "a") as file:
        file.write(f"{mechanism} {user}\n")
    # A failure that is not "handled" is answered with 535.
    return AuthResult(success=f"{user}:{password}" == args.auth, handled=False)


async def main():
    context = None
    if args.tls != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path("cert.pem"), path("key.pem"))

    def session():
        return SMTP(
            Handler(),
            hostname="receiver.example.org",
            tls_context=context if args.tls == "starttls" else None,
            require_starttls=args.tls == "starttls",
            authenticator=authenticate if args.auth else None,
            auth_required=args.auth is not None,
            auth_require_tls=args.tls == "starttls",
        )

    server = await asyncio.get_running_loop().create_server(
        session, args.host, 0, ssl=context if args.tls == "tls" else None
    )
    with open(path("port.new"), "w") as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    os.rename(path("port.new"), path("port"))
    await asyncio.sleep(120)


asyncio.run(main())
