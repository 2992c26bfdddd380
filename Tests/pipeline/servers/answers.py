# SPDX-License-Identifier: MIT
"""A server that answers with status 500 and, by its path, with bodies and headers of all kinds.

usage: answers.py PORT_FILE

/echo?form=F   the request's headers and body in the form F, behind `pad` letters
"""

import base64
import gzip
import html
import http.server
import json
import subprocess
import sys
import threading
import urllib.parse

FORMS = {
    "plain": lambda text: text,
    "upper": lambda text: text.upper(),
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "percent-lower": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "quote": lambda text: urllib.parse.quote(text, safe=""),
    "plus": urllib.parse.quote_plus,
    "json": json.dumps,
    "json-u": lambda text: "".join(f"\\u{ord(letter):04X}" for letter in text),
    "html": html.escape,
    "html-x": lambda text: "".join(f"&#x{ord(letter):x};" for letter in text),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64-within": lambda text: base64.b64encode(b"ab" + text.encode() + b"yz").decode(),
}


def tool(*command):
    return lambda data: subprocess.run(command, input=data, capture_output=True, check=True).stdout


ENCODINGS = {"gzip": gzip.compress, "br": tool("brotli", "-c"), "zstd": tool("zstd", "-c")}
BODIES = {
    "latin": ("Grüße aus Köln".encode("latin-1"), "text/plain; charset=iso-8859-1"),
    "utf16": ("Grüße aus Köln".encode("utf-16"), "text/plain"),
    "wrong": ("Grüße aus Köln".encode("latin-1"), "text/plain; charset=utf-8"),
    "nul": (b"a\0b\x1b[31mred\x07 and more text behind it, to be read\r\nnext\rlast", "text/plain"),
    "bidi": ("user\u202egnp.exe and a long text behind it\u2066".encode(), "text/plain; charset=utf-8"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "image/png"),
    "empty": (b"", "text/plain"),
    "long": ("ä".encode() * 5000, "text/plain"),
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(path.query))
        size = int(self.headers.get("Content-Length") or 0)
        sent = self.rfile.read(size).decode()
        name = path.path[1:]
        fields = []
        status = 500
        if name == "echo":
            authority = self.headers.get("Authorization") or ""
            secret = query.get("login") and base64.b64decode(authority.split()[-1]).decode() or sent or self.headers.get("X-Api-Key", "") or authority
            body = ("x" * int(query.get("pad", 0)) + FORMS[query["form"]](secret) + "!end").encode()
            kind = "text/plain"
            fields.append(("X-Echo", FORMS[query["form"]](secret)))
        elif name == "redirect":
            status, body, kind = 302, b"the hop before", "text/plain"
            fields.append(("Location", "/latin"))
        elif name == "headers":
            body, kind = b"ok", "text/plain"
            fields += [(f"X-{index}", "v" * 900) for index in range(200)]
        elif name == "cookies":
            body, kind = b"ok", "text/plain"
            fields += [("Set-Cookie", "sid=geheim-1; Path=/; HttpOnly"), ("set-cookie", "geheim-2"), ("X-Auth-Token", "geheim-3"), ("WWW-Authenticate", "Basic realm=\"x\"")]
        elif name == "ok":
            status, body, kind = 200, b"fine", "text/plain"
        else:
            body, kind = BODIES[name]
        encoding = query.get("encoding")
        if encoding:
            body = ENCODINGS[encoding](body)
            fields.append(("Content-Encoding", encoding))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for field in fields:
            self.send_header(*field)
        if name == "cookies":
            self.send_header("X-Folded", "one\r\n two")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(sys.argv[1], "w") as file:
    file.write(str(server.server_address[1]))
threading.Timer(110, server.shutdown).start()
server.serve_forever()
