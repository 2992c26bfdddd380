# SPDX-License-Identifier: MIT
"""A server that lets in whoever knows the password: that of user X is secret-of-X. Prints its port."""

import base64
import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, _, given = self.headers.get("Authorization", "").partition(" ")
        user, _, password = base64.b64decode(given).decode().partition(":") if kind == "Basic" else ("", "", "")
        self.send_response(200 if user and password == f"secret-of-{user}" else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
