# SPDX-License-Identifier: MIT
"""A small shop: a form login with a CSRF token, an API behind OAuth, and items that are made, read and deleted.

shop.py PORTFILE LOG: each request is a line of JSON in LOG, with the port that it came from. It ends with its test.
"""
import base64
import gzip
import http.server
import json
import os
import secrets
import signal
import sys
import threading
import time
import urllib.parse

USER, PASSWORD = "alice", "corr+ct h&rse"
CLIENT, CLIENT_SECRET = "monitor", "cl:ient s%cret"
sessions, tokens, items = {}, set(), {}
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", content_type="text/plain", headers=()):
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def answer_json(self, status, value, headers=()):
        self.answer(status, json.dumps(value), "application/json", headers)

    def log_message(self, *_):
        pass

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        with lock, open(sys.argv[2], "a", encoding="utf-8") as log:
            entry = {
                "port": self.client_address[1],
                "forwarded": self.headers.get("X-Real-Port"),
                "method": self.command,
                "path": self.path,
                "headers": {name.lower(): value for name, value in self.headers.items()},
                "body": self.body.decode("latin1"),
            }
            log.write(json.dumps(entry) + "\n")
        address = urllib.parse.urlsplit(self.path)
        self.query = dict(urllib.parse.parse_qsl(address.query, keep_blank_values=True))
        name = address.path.strip("/").split("/")
        getattr(self, "do_" + name[0], self.do_nothing)(*name[1:])

    do_GET = do_POST = do_DELETE = do_PUT = do_HEAD = handle_any

    def do_nothing(self, *_):
        self.answer(404, "nothing here\n")

    def session(self):
        for cookie in (self.headers.get("Cookie") or "").split(";"):
            name, _, value = cookie.strip().partition("=")
            if name == "sid" and value in sessions:
                return sessions[value]
        return None

    def do_login(self, *_):
        if self.command == "GET":
            sid, csrf = secrets.token_hex(16), base64.b64encode(secrets.token_bytes(24)).decode()
            sessions[sid] = {"csrf": csrf, "user": None}
            shown = csrf.replace("+", "&#43;").replace("=", "&#x3D;")
            page = (
                '<form method="post"><input type="hidden" name="csrf" value="%s">'
                '<input name="user"><input name="password" type="password"></form>' % shown
            )
            self.answer(200, page, "text/html; charset=utf-8", [("Set-Cookie", f"sid={sid}; HttpOnly")])
            return
        form = dict(urllib.parse.parse_qsl(self.body.decode()))
        session = self.session()
        if not session or form.get("csrf") != session["csrf"]:
            self.answer(403, "wrong csrf token\n")
        elif (form.get("user"), form.get("password")) != (USER, PASSWORD):
            self.answer(403, "wrong password %s\n" % form.get("password"))
        else:
            session["user"] = USER
            self.answer(303, "", headers=[("Location", "/cart")])

    def do_cart(self, *_):
        session = self.session()
        if session and session["user"]:
            self.answer(200, "Hello %s, 2 items in your cart\n" % session["user"])
        else:
            self.answer(401, "who are you?\n")

    def do_oauth(self, *_):
        wanted = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        form = dict(urllib.parse.parse_qsl(self.body.decode()))
        if self.headers.get("Authorization") != f"Basic {wanted}" or form.get("grant_type") != "client_credentials":
            self.answer_json(401, {"error": "invalid_client"})
            return
        token = "at." + secrets.token_urlsafe(24) + "/+="
        tokens.add(token)
        self.answer_json(200, {"access_token": token, "token_type": "Bearer", "expires_in": 60})

    def do_api(self, *rest):
        scheme, _, token = (self.headers.get("Authorization") or "").partition(" ")
        if scheme != "Bearer" or token not in tokens:
            self.answer_json(401, {"error": "invalid_token", "was": token})
        elif rest[:1] == ("me",):
            self.answer_json(200, {"name": "monitor", "state": "active"})
        else:
            self.do_nothing()

    def do_items(self, *rest):
        if self.command == "POST":
            number = secrets.token_hex(6)
            items[number] = json.loads(self.body)
            self.answer_json(201, {"id": number, **items[number]}, [("Location", f"/items/{number}")])
        elif not rest or rest[0] not in items:
            self.answer_json(404, {"error": "no such item"})
        elif self.command == "DELETE":
            del items[rest[0]]
            self.answer(204)
        else:
            self.answer_json(200, {"id": rest[0], **items[rest[0]]})

    def do_value(self, *_):
        """A value of any bytes (`hex`, or `size` letters) as JSON, a header or text."""
        value = bytes.fromhex(self.query.get("hex", "")) or b"x" * int(self.query.get("size", 0))
        form = self.query.get("as", "json")
        headers = []
        if form == "json":
            body = b'{"a":{"token":' + json.dumps(value.decode("utf-8", "replace")).encode() + b',"n":12345.60},"list":[null,true,{"x":"listed"}]}'
        elif form == "raw":
            body = b'{"a":{"token":"' + value + b'"}}'
        elif form == "header":
            body, headers = b"see the header", [("X-Token", value.decode("latin1"))]
        else:
            body = self.query.get("before", "token=[").encode() + value + self.query.get("after", "]").encode()
        body += b" " * int(self.query.get("more", 0))
        if "gzip" in self.query:
            body = gzip.compress(body)
            headers.append(("Content-Encoding", "gzip"))
        self.answer(int(self.query.get("status", 200)), body, self.query.get("type", "application/json" if form == "json" else "text/plain"), headers)

    def do_echo(self, *_):
        """What was sent, in several spellings."""
        lines = [self.command + " " + self.path, self.body.decode("latin1"), base64.b64encode(self.body).decode()]
        lines.append("sid as the page shows it: " + (self.headers.get("Cookie") or "").removeprefix("sid="))
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        self.answer(int(self.query.get("status", 200)), "\n".join(lines), headers=[("X-Echo", self.path)])

    def do_wait(self, *_):
        time.sleep(float(self.query["seconds"]))
        self.answer(200, "at last\n")

    def do_away(self, *_):
        self.answer(307, "", headers=[("Location", self.query["to"])])


# All checks of a test may come in one moment.
http.server.ThreadingHTTPServer.request_queue_size = 1024
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
signal.alarm(300)
with open(sys.argv[1] + ".new", "w", encoding="ascii") as file:
    file.write(str(server.server_address[1]))
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
