# SPDX-License-Identifier: MIT
"""Replies that attack an HTTP client, in classes, after RFC 9110 and RFC 9112."""
import gzip
import zlib

OK = b"HTTP/1.1 200 OK\r\n"
EMPTY = b"Content-Length: 0\r\n\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def reply(*headers, body=b"", status=b"200 OK"):
    lines = b"".join(line + b"\r\n" for line in headers)
    return b"HTTP/1.1 " + status + b"\r\n" + lines + b"Content-Length: %d\r\n\r\n" % len(body) + body


def encoded(coding, body):
    return reply(b"Content-Encoding: " + coding, body=body)


def redirect(location, status=b"302 Found", body=b""):
    return reply(b"Location: " + location, body=body, status=status)


PACKED = gzip.compress(b"attack " * 5000)
FULL = reply(b"Content-Type: text/html", b"Set-Cookie: a=b", b"ETag: x", body=b"<p>hello</p>")

CLASSES = {
    "good": [
        FULL, reply(body=b'{"a":{"b":[1,2.5e3,"x"]}}'), reply(), OK + b"\r\nuntil the end", CHUNKED + b"2\r\nok\r\n0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\n\r\nold", reply(status=b"204 No Content"), reply(status=b"404 Not Found", body=b"no"),
        reply(*[b"X-%d: %s" % (n, b"v" * n) for n in range(60)]),
    ],
    "folded": [
        OK + b" folded: x\r\n" + EMPTY, OK + b"\tfolded: x\r\n" + EMPTY, OK + b" \r\n" + EMPTY, OK + b" :\r\n" + EMPTY,
        OK + b"    a\r\n" + EMPTY, OK + b"A: b\r\n c\r\n\td\r\n" + EMPTY, OK + b"A:\r\n \r\n \r\n" + EMPTY, OK + b"A: b\r\n" + b" c\r\n" * 2000 + EMPTY,
        OK + b"A: b\r\n " + b"c" * 90_000 + b"\r\n" + EMPTY, OK + b" a: " + b"c" * 90_000 + b"\r\n" + EMPTY,
        OK + b"Content-Length:\r\n 2\r\n\r\nok", OK + b"Transfer-Encoding:\r\n chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        b"HTTP/1.1 404 No\r\n x: y\r\n z: y\r\n" + EMPTY, b"HTTP/1.1 302 Found\r\n Location: /0\r\n" + EMPTY, OK + b"\n x: y\n" + EMPTY,
        b"HTTP/1.1 302 Found\r\nLocation:\r\n /0\r\n" + EMPTY, OK + b" x: y",
    ],
    "cut": [FULL[:n] for n in (0, 1, 4, 7, 9, 12, 13, 16, 17, 18, 24, 40, 45, 60, 70, len(FULL) - 12, len(FULL) - 1)],
    "huge": [
        OK + b"A: " + b"x" * 120_000 + b"\r\n" + EMPTY, OK + b"A: b\r\n" * 60_000 + EMPTY, OK + (b"A: " + b"x" * 90_000 + b"\r\n") * 4 + EMPTY,
        b"HTTP/1.1 200 " + b"o" * 120_000 + b"\r\n" + EMPTY, OK + b"x" * 120_000, OK + b"x" * 90_000 + b": y\r\n" + EMPTY,
        OK + b"Content-Length: 99999999999999999999\r\n\r\nx", OK + b"Content-Length: 9223372036854775807\r\n\r\nx",
        OK + b"\r\n" + b"b" * 300_000, reply(body=b'{"a":' * 5000), reply(body=b"[" * 50_000), reply(body=b'{"a":"' + b"\\u00e9" * 9000 + b'"}'),
        OK + b"Set-Cookie: " + b"c=" + b"d" * 9000 + b"\r\n" + EMPTY, reply(*[b"Set-Cookie: c%d=d" % n for n in range(400)]),
    ],
    "chunks": [CHUNKED + rest for rest in (
        b"", b"\r\n", b"0", b"0\r\n", b"0\r\n\r", b"zz\r\nhello\r\n", b"-1\r\nx\r\n0\r\n\r\n", b"5\r\nhel", b"5\r\nhello", b"5\r\nhelloworld\r\n",
        b"ffffffffffffffff\r\nx", b"7fffffffffffffff\r\nx", b"80000000000000000\r\nx", b"00000000000000000000000000000002\r\nok\r\n0\r\n\r\n",
        b"2;" + b"e" * 40_000 + b"\r\nok\r\n0\r\n\r\n", b"2;a=\"\r\n\"\r\nok\r\n0\r\n\r\n", b" 2\r\nok\r\n0\r\n\r\n", b"2\nok\n0\n\n", b"0x2\r\nok\r\n0\r\n\r\n",
        b"2\r\nokXX0\r\n\r\n", b"1\r\na\r\n" * 3000 + b"0\r\n\r\n", b"2\r\nok\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", b"\x00\r\n")],
    "trailers": [CHUNKED + b"2\r\nok\r\n0\r\n" + rest for rest in (
        b"A: b\r\n\r\n", b"A: b", b" folded\r\n\r\n", b" folded: x\r\n\r\n", b"A: b\r\n c\r\n\r\n", b"no colon\r\n\r\n", b"A\0: b\r\n\r\n", b":\r\n\r\n",
        b"A: " + b"x" * 90_000 + b"\r\n\r\n", b"A: b\r\n" * 40_000 + b"\r\n", b"A: " + b"x" * 5000, b"Content-Length: 5\r\n\r\n", b"\n\n", b"\t\r\n\r\n",
        b"Location: /0\r\n\r\n", b"A: b\r\n" * 3 + b" c\r\n" * 500 + b"\r\n")],
    "informational": [head + FULL for head in (
        b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n folded: x\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n folded: x\r\n y: z\r\n\r\n", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
        b"HTTP/1.1 102 Processing\r\n\r\n" * 500, b"HTTP/1.1 199 What\r\n\r\n", b"HTTP/1.1 100\r\nContent-Length: 5\r\n\r\nhello", b"HTTP/1.1 100 Continue\r\n")]
    + [b"HTTP/1.1 100 Continue\r\nA: b\r\n\r\n" + OK + b" folded: x\r\n" + EMPTY, b"HTTP/1.1 103 Hints\r\n\r\n" + OK + b"\tx: y\r\n" + EMPTY, b"HTTP/1.1 100 Continue\r\n\r\n"],
    "redirect": [redirect(place) for place in (
        b"", b"/0", b"//", b"//[::1", b"http://", b"http:///", b"https://127.0.0.1:1/", b"ftp://127.0.0.1/", b"file:///etc/passwd", b"?", b"#", b"\xff\xfe",
        b"/" + b"a" * 70_000, b"../" * 3000, b"http://u:p@127.0.0.1:1/", b"/%00", b"/ a b", b"http://127.0.0.1:99999/", b"javascript:x", b"\x01")]
    + [redirect(b"/0", status, b"body" * 50) for status in (b"300 Many", b"301 Moved", b"303 See", b"304 Not", b"307 Temporary", b"308 Permanent", b"399 What")]
    + [reply(b"Location: /0", b"Location: /1", status=b"302 Found"), b"HTTP/1.1 302 Found\r\nLocation: /0", b"HTTP/1.1 302 Found\r\nLocation: /0\r\nContent-Length: 50\r\n\r\nx"],
    "encoding": [
        encoded(b"gzip", PACKED), encoded(b"gzip", PACKED[:50]), encoded(b"gzip", PACKED + b"junk"), encoded(b"gzip", b""), encoded(b"gzip", b"no gzip"),
        encoded(b"gzip", PACKED[:-8] + b"\0" * 8), encoded(b"gzip", PACKED[:3] + b"\xff" + PACKED[4:]), encoded(b"gzip", b"\x1f\x8b\x08\x1c" + b"\xff" * 900),
        encoded(b"gzip", gzip.compress(b"\0" * 3_000_000)), encoded(b"gzip, gzip", gzip.compress(PACKED)), encoded(b"gzip, " * 9 + b"gzip", PACKED),
        encoded(b"deflate", zlib.compress(b"x" * 999)), encoded(b"deflate", zlib.compress(b"x")[2:]), encoded(b"deflate", b"\x78"), encoded(b"br", b"\x1b\xff\xff\xff"),
        encoded(b"br", b"\0" * 300), encoded(b"zstd", b"\x28\xb5\x2f\xfd\xff\xff\xff\xff"), encoded(b"zstd", b"\x28\xb5\x2f\xfd"), encoded(b"x-" + b"y" * 900, b"z"),
        CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n") + b"5\r\n" + PACKED[:5] + b"\r\n0\r\n\r\n",
        reply(b"Content-Type: text/html; charset=utf-16", body=b"\xff\xfe\xd8"), reply(b"Content-Type: text/html; charset=" + b"x" * 5000, body=b"\x80"),
        reply(b"Content-Type: text/html; charset=shift_jis", body=b"\x81"), reply(b"Content-Type: ;;;charset", body=b"\xc3"),
    ],
    "start": [
        b"HTTP/1.1\r\n\r\n", b"HTTP/1.1 \r\n\r\n", b"HTTP/9.9 200 OK\r\n\r\n", b"HTTP/1.1 2OO OK\r\n\r\n", b"HTTP/1.1 -20 OK\r\n\r\n", b"HTTP/1.1 20000 OK\r\n\r\n", b"HTTP/1.1 200\r\n\r\n",
        b"HTTP/2 200\r\n\r\n", b"HTTP/1.1200 OK\r\n\r\n", b"ICY 200 OK\r\n\r\n", b"hello\r\n", b"\0\0\0\0", b"\r\n\r\n" + FULL, b"<html>", b"SSH-2.0-x\r\n", b"\x16\x03\x01\x02\x00",
        b"HTTP/1.1 200 \xff\xfe\x00\r\n\r\n", b"HTTP/1.1 000 No\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"http/1.1 200 ok\r\n\r\n",
    ],
    "fields": [OK + field + EMPTY for field in (
        b"no colon\r\n", b": empty name\r\n", b"A : b\r\n", b"A\0B: c\r\n", b"A: b\0c\r\n", b"A: \xff\xfe\r\n", b"A: b\rC: d\r\n", b"A: b\nC: d\r\n", b"A:\r\n", b"A: \r\n", b"\xc3\xa9: x\r\n",
        b"\x01: x\r\n", b"Content-Length: 2\r\n", b"Content-Length: +2\r\n", b"Content-Length: 2, 2\r\n", b"Content-Length: -1\r\n", b"Transfer-Encoding: gzip\r\n",
        b"Transfer-Encoding: chunked, chunked\r\n", b"Transfer-Encoding: x\r\n", b"Connection: \r\n", b"Upgrade: h2c\r\nConnection: upgrade\r\n", b"Content-Range: bytes 0-/x\r\n",
        b"Retry-After: 99999999999999999999\r\n", b"Last-Modified: x\r\n", b"Alt-Svc: " + b'h2=":1",' * 500 + b"\r\n", b"Strict-Transport-Security: max-age=99999999999999999999\r\n",
        b"Set-Cookie: =;;; a\r\n", b"Set-Cookie: a=b; expires=x; domain=" + b"." * 300 + b"\r\n", b"WWW-Authenticate: Basic " + b'realm="' * 300 + b"\r\n", b"Proxy-Authenticate: Digest\r\n")],
}

# What answers CONNECT: the same classes where a proxy can make use of them, and a yes to a server that is none.
CONNECT = [reply(status=status) for status in (b"407 Authenticate", b"403 No", b"502 Bad", b"302 Found")] + [
    OK + b"\r\n", OK + b"\r\nhello", OK + b" folded: x\r\n\r\n", OK + b"A: b\r\n c\r\n\r\n\x15\x03\x03\x00\x02\x02\x28", OK + b"\r\n\x16\x03\x03\xff\xff",
    reply(b"Proxy-Authenticate: Basic realm=x", status=b"407 A", body=b"x" * 9000), b"HTTP/1.1 407 A\r\n folded: x\r\n" + EMPTY, reply(b"Proxy-Authenticate: NTLM TlRMTVNTUAAC", status=b"407 A"),
] + CLASSES["cut"][:9] + CLASSES["huge"][:4] + CLASSES["chunks"][:9] + CLASSES["folded"][:9] + CLASSES["start"][:9] + CLASSES["informational"][:5]

# What a TLS client gets instead of a handshake: alerts of each kind, and records that cannot be.
TLS = [b"\x15\x03\x03\x00\x02\x02" + bytes([alert]) for alert in (0, 10, 20, 22, 40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 70, 71, 80, 86, 90, 112, 115, 116, 120)] + [
    b"\x15\x03\x03\x00\x00", b"\x15\x03\x03\x00\x02\x01\x00", b"\x16\x03\x03\xff\xff" + b"\xff" * 70_000, b"\x16\x03\x03\x00\x04\x02\xff\xff\xff", b"\x16\x03\x03\x00\x00",
    b"\x17\x03\x03\x00\x05hello", b"\x14\x03\x03\x00\x01\x01", b"", b"\x16", FULL, b"\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x03" + b"\0" * 32 + b"\x00\x13\x01\x00",
]


def frame(kind, flags, stream, payload, length=None):
    size = len(payload) if length is None else length
    return size.to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


SETTINGS = frame(4, 0, 0, b"")
STATUS = frame(1, 4, 1, b"\x88")
# What an HTTP/2 client gets, frame by frame (RFC 9113): \x88 is `:status: 200` of the static table.
HTTP2 = [SETTINGS + rest for rest in (
    STATUS + frame(0, 1, 1, b"hello"), frame(1, 5, 1, b"\x88"), b"", STATUS, STATUS + frame(0, 0, 1, b"hello"), STATUS + frame(3, 0, 1, b"\0\0\0\x02"), frame(3, 0, 1, b"\0\0\0\x07"),
    frame(7, 0, 0, b"\0\0\0\0\0\0\0\x0b" + b"enhance"), frame(7, 0, 0, b"\0"), frame(1, 5, 1, b""), frame(1, 5, 1, b"\xff\xff\xff\xff\xff"), frame(1, 0, 1, b"\x88") + frame(9, 4, 1, b"\x00\x01"),
    frame(1, 0, 1, b"\x88"), frame(0, 1, 1, b"data first"), frame(0, 8, 1, b"\xff"), frame(1, 0x2d, 1, b"\xff\0\0\0\0\x10\x88"), frame(4, 0, 0, b"\0"), frame(4, 1, 0, b"\0" * 6),
    frame(4, 0, 0, b"\0\x04\xff\xff\xff\xff"), frame(8, 0, 0, b"\0\0\0\0"), frame(8, 0, 1, b"\x7f\xff\xff\xff") * 2, frame(6, 0, 0, b"\0" * 8) * 500, frame(6, 0, 0, b"\0"), frame(5, 4, 1, b"\0\0\0\x02\x82"),
    frame(2, 0, 1, b"\0\0\0\x01\xff"), frame(0xfa, 0xff, 7, b"unknown") + STATUS, STATUS * 2, STATUS + frame(1, 5, 1, b"\x00\x01a\x01b"), frame(0, 0, 1, b"", 0xFFFFFF),
    frame(1, 4, 1, b"\x88" + b"\x00\x01a\x7f\xd1\x00" + b"v" * 255) + frame(0, 1, 1, b""), frame(1, 4, 3, b"\x88"), frame(1, 5, 1, b"\x08\x03100"), STATUS + frame(0, 1, 1, b"x" * 16384))] + [b"HTTP/1.1 200 OK\r\n" + EMPTY]
