#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the imported monitors watch: server.py PORT"""
import base64
import http.server
import json
import sys


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        status, text, more = 200, "today all is (well) here", {}
        if self.path == "/json":
            text = json.dumps({"state": "up", "version": 2, "disks": [{"free": 1}, {"free": 50}]})
        elif self.path == "/missing":
            status, text = 404, "nothing"
        elif self.path == "/moved":
            status, more = 301, {"Location": "/missing"}
        elif self.path == "/private":
            right = "Basic " + base64.b64encode(b"otto:geheim-9").decode()
            status = 200 if self.headers.get("Authorization") == right else 401
        elif self.path == "/echo":
            text = " ".join([self.command, self.headers.get("Content-Type", "-"), self.headers.get("X-Api-Key", "-"),
                             self.headers.get("Authorization", "-"), self.headers.get("X-Token", "-"), body])
        data = text.encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **more}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = answer

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
