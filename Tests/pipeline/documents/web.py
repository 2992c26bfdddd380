# SPDX-License-Identifier: MIT
"""The web of the cookbook: shop, API and chat, by the name they are asked under.

    python3 web.py FOLDER       port 80, and 443 with FOLDER/web.pem; what is posted goes to FOLDER/received
"""

import http.server
import os
import ssl
import sys
import threading

FOLDER = sys.argv[1]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def reply(self, code, body, kind="text/plain"):
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def do_GET(self):
        host = self.headers.get("Host", "").split(":")[0]
        if host == "api.example.org":
            self.reply(200, b'{"state":"up","queue":3}\n', "application/json")
        elif host == "shop.example.org":
            self.reply(200, b"<title>Shop</title>\n", "text/html")
        else:
            self.reply(404, b"no such page\n")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        title = self.headers.get("Title", "")
        with open(os.path.join(FOLDER, "received"), "ab") as file:
            file.write(f"{self.headers['Host']}{self.path} {title} ".encode() + body + b"\n")
        self.reply(200, b"ok")

    def log_message(self, *_):
        pass


def main():
    plain = http.server.ThreadingHTTPServer(("127.0.0.1", 80), Handler)
    secure = http.server.ThreadingHTTPServer(("127.0.0.1", 443), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(FOLDER, "web.pem"))
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    threading.Thread(target=secure.serve_forever, daemon=True).start()
    plain.serve_forever()


if __name__ == "__main__":
    main()
