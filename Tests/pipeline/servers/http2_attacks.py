#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A server that attacks its clients with frames of HTTP/2, as the first label of the host says: flood-ping.localhost.

usage: http2_attacks.py PORT_FILE CERTIFICATE KEY | http2_attacks.py --names

Listens on a free loopback port, writes it to PORT_FILE, and ends by a signal or after two minutes.
"""
import ssl
import sys
import time

import loopback

DATA, HEADERS, PRIORITY, RESET, SETTINGS, PUSH, PING, GOAWAY, WINDOW, CONTINUATION = range(10)


def frame(kind, flags, stream, payload=b"", length=None):
    size = len(payload) if length is None else length
    return size.to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def field(name, value):
    """A header as HPACK's literal without indexing."""
    return b"\0" + integer(len(name), 7) + name + integer(len(value), 7) + value


def integer(value, bits, first=0):
    limit = (1 << bits) - 1
    if value < limit:
        return bytes([first | value])
    out, value = [first | limit], value - limit
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + [value])


OK = b"\x88"
HEAD = frame(HEADERS, 4, 1, OK)
END = frame(DATA, 1, 1, b"ok\n")
WELL = HEAD + END
# One entry of 3,900 bytes in the dynamic table, named 15,000 times by a byte each.
BOMB = b"\x40" + integer(1, 7) + b"a" + integer(3900, 7) + b"x" * 3900 + b"\xbe" * 15_000
SPLIT = frame(HEADERS, 0, 1, OK)
# What comes after the server's SETTINGS; the second part, if there is one, comes again and again without end.
ATTACKS = {
    "well": (WELL,), "flood-settings": (b"", frame(SETTINGS, 0, 0, b"\0\3\0\0\0\1")), "flood-ack": (b"", frame(SETTINGS, 1, 0)),
    "flood-ping": (b"", frame(PING, 0, 0, b"01234567")), "flood-pong": (b"", frame(PING, 1, 0, b"01234567")), "flood-window": (b"", frame(WINDOW, 0, 1, b"\0\0\0\1")),
    "flood-priority": (b"", frame(PRIORITY, 0, 1, b"\0\0\0\3\1")), "flood-reset": (HEAD, frame(RESET, 0, 1, b"\0\0\0\0")), "flood-goaway": (b"", frame(GOAWAY, 0, 0, b"\x7f\xff\xff\xff\0\0\0\0" + b"d" * 4000)),
    "flood-unknown": (b"", frame(0xFA, 0xFF, 1, b"u" * 1000)), "flood-empty-data": (HEAD, frame(DATA, 0, 1)), "flood-padding": (HEAD, frame(DATA, 8, 1, b"\x20" + b"\0" * 32)),
    "flood-data": (HEAD, frame(DATA, 0, 1, b"d" * 1000)), "flood-early": (b"", frame(HEADERS, 4, 1, b"\x08\x03103" + field(b"link", b"</x>"))),
    "flood-continuation": (SPLIT, frame(CONTINUATION, 0, 1, field(b"a", b"v" * 1000))), "flood-continuation-empty": (SPLIT, frame(CONTINUATION, 0, 1)),
    "flood-trailers": (HEAD + frame(DATA, 0, 1, b"ok\n") + frame(HEADERS, 1, 1, field(b"a", b"b")), frame(CONTINUATION, 0, 1, field(b"a", b"v" * 1000))),
    "flood-heads": (b"", HEAD), "flood-push": (b"", frame(PUSH, 4, 1, b"\0\0\0\2\x82\x84\x87\x41\x01h")), "push": (frame(PUSH, 4, 1, b"\0\0\0\2\x82\x84\x87\x41\x01h") + WELL,),
    "bomb": (frame(HEADERS, 0, 1, OK + BOMB[:16_000]) + frame(CONTINUATION, 4, 1, BOMB[16_000:]) + END,),
    "bomb-twice": (HEAD + frame(DATA, 0, 1, b"ok\n") + frame(HEADERS, 1, 1, BOMB[:16_000]) + frame(CONTINUATION, 4, 1, BOMB[16_000:]),),
    "many-fields": (frame(HEADERS, 0, 1, OK) + frame(CONTINUATION, 0, 1, b"".join(field(b"a%d" % n, b"") for n in range(1500))) * 10 + frame(CONTINUATION, 4, 1) + END,),
    "wide-field": (frame(HEADERS, 0, 1, OK + b"\0\x01a" + integer(90_000, 7) + b"v" * 8000) + frame(CONTINUATION, 0, 1, b"v" * 16_000) * 5 + frame(CONTINUATION, 4, 1, b"v" * 2000) + END,),
    "table-update": (frame(HEADERS, 4, 1, b"\x3f\xe1\xff\xff\x7f" + OK) + END,), "huge-frame": (HEAD + frame(DATA, 1, 1, b"ok", 0xFFFFFF),), "over-size": (HEAD + frame(DATA, 1, 1, b"d" * 16_385),),
    "over-window": (HEAD + frame(DATA, 0, 1, b"d" * 16_384) * 4000,), "length-short": (frame(HEADERS, 4, 1, OK + field(b"content-length", b"9")) + END,),
    "length-long": (frame(HEADERS, 4, 1, OK + field(b"content-length", b"1")) + END,), "length-twice": (frame(HEADERS, 4, 1, OK + field(b"content-length", b"3") * 2) + END,),
    "length-bad": (frame(HEADERS, 4, 1, OK + field(b"content-length", b"x")) + END,), "no-status": (frame(HEADERS, 4, 1, field(b"a", b"b")) + END,), "two-statuses": (frame(HEADERS, 4, 1, OK * 2) + END,),
    "status-text": (frame(HEADERS, 4, 1, b"\x08\x03abc") + END,), "status-99": (frame(HEADERS, 4, 1, b"\x08\x0299") + END,), "upper": (frame(HEADERS, 4, 1, OK + field(b"A", b"b")) + END,),
    "hop-field": (frame(HEADERS, 4, 1, OK + field(b"connection", b"close")) + END,), "late-pseudo": (frame(HEADERS, 4, 1, field(b"a", b"b") + OK) + END,), "line-end": (frame(HEADERS, 4, 1, OK + field(b"a", b"b\r\nc: d")) + END,),
    "nul": (frame(HEADERS, 4, 1, OK + field(b"a", b"b\0c")) + END,), "no-name": (frame(HEADERS, 4, 1, OK + field(b"", b"b")) + END,), "status-trailer": (HEAD + frame(DATA, 0, 1, b"ok") + frame(HEADERS, 5, 1, OK),),
    "wrong-stream": (frame(HEADERS, 4, 3, OK) + frame(DATA, 1, 3, b"ok"),), "even-stream": (frame(HEADERS, 5, 2, OK),), "self-priority": (frame(HEADERS, 0x25, 1, b"\0\0\0\1\xff" + OK),),
    "data-first": (END + HEAD,), "late-data": (WELL + frame(DATA, 0, 1, b"more"),), "goaway-first": (frame(GOAWAY, 0, 0, b"\0\0\0\0\0\0\0\0") + WELL,), "goaway-after": (frame(GOAWAY, 0, 0, b"\0\0\0\1\0\0\0\0") + WELL,),
    "goaway-between": (HEAD + frame(GOAWAY, 0, 0, b"\0\0\0\1\0\0\0\0") + END,), "goaway-enhance": (HEAD + frame(GOAWAY, 0, 0, b"\0\0\0\1\0\0\0\x0b"),), "reset-no-end": (HEAD + frame(DATA, 0, 1, b"ok") + frame(RESET, 0, 1, b"\0\0\0\x08"),),
    "silent": (b"",), "silent-head": (HEAD,), "window-zero": (frame(SETTINGS, 0, 0, b"\0\4\0\0\0\0") + WELL,), "ping-bad": (frame(PING, 0, 0, b"x") + WELL,), "settings-bad": (frame(SETTINGS, 0, 0, b"\0\5\0\0\0\0") + WELL,),
    "push-disabled": (frame(SETTINGS, 0, 0, b"\0\2\0\0\0\1") + WELL,), "table-zero": (frame(SETTINGS, 0, 0, b"\0\1\0\0\0\0") + WELL,), "table-huge": (frame(SETTINGS, 0, 0, b"\0\1\xff\xff\xff\xff") + WELL,),
    "altsvc": (frame(10, 0, 0, b"\0\1xh2=\":1\"") + WELL,), "http1": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",),
}


def serve(connection, files):
    names = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    context.set_alpn_protocols(["h2"])
    context.sni_callback = lambda _, name, __: names.append(name)
    try:
        connection.settimeout(10)
        with context.wrap_socket(connection, server_side=True) as secured:
            start, *endless = ATTACKS[names[0].partition(".")[0]]
            secured.recv(65536)
            secured.sendall(frame(SETTINGS, 0, 0) + start)
            deadline = time.monotonic() + 15
            block = b"".join(endless) * 20
            while block and time.monotonic() < deadline:
                secured.sendall(block)
            while secured.recv(65536):
                pass
    except (OSError, ValueError):
        pass


def main():
    if sys.argv[1] == "--names":
        print(*ATTACKS, sep="\n")
        return
    loopback.serve_all(loopback.listen(), sys.argv[1], serve, sys.argv[2:4], seconds=120)


main()
