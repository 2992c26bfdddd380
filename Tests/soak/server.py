# SPDX-License-Identifier: MIT
"""A web server on loopback that misbehaves as its paths say.

    python3 server.py [PORT]      prints the port it listens on; 0 or none takes a free one

The first part of the path is the behaviour, the rest is free: /ok/17, /status/503/x, /slow/1.5/y, /mixed/17.
"""

import asyncio
import socket
import struct
import sys
import time


def answer(body=b"ok\n", status="200 OK", headers=""):
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{headers}\r\n"
    return head.encode() + body


async def ok(path, writer):
    writer.write(answer())


async def json(path, writer):
    writer.write(answer(b'{"state":"up","items":[1,2,3]}\n', headers="Content-Type: application/json\r\n"))


async def status(path, writer):
    code = path[0] if path else "500"
    writer.write(answer(b"as asked\n", f"{code} As Asked"))


async def slow(path, writer):
    await asyncio.sleep(float(path[0]) if path else 1)
    writer.write(answer())


async def silent(path, writer):
    await asyncio.sleep(20)


async def reset(path, writer):
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


async def close(path, writer):
    pass


async def garbage(path, writer):
    writer.write(b"\x00\xff\x1b[31mnot HTTP at all\r\n\r\n")


async def truncated(path, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this")


async def headers(path, writer):
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        writer.write(b"X-Filler-%d: %s\r\n" % (number, b"x" * 100))
        if number % 100 == 0:
            await writer.drain()


async def drip(path, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(200):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


async def flood(path, writer):
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(160):
        writer.write(b"x" * 65536)
        await writer.drain()


async def loop(path, writer):
    location = "/".join(["", "loop"] + path)
    writer.write(answer(b"", "302 Found", f"Location: {location}\r\n"))


async def markup(path, writer):
    writer.write(answer(b"", "500 <script>alert(1)</script>"))


async def flap(path, writer):
    """Up for ten seconds, down for ten, each address at its own time."""
    number = int(path[0]) if path and path[0].isdigit() else 0
    is_up = int(time.time() + number) // 10 % 2 == 0
    writer.write(answer() if is_up else answer(b"", "503 Service Unavailable"))


KINDS = [ok, ok, ok, ok, ok, ok, ok, json, flap, status, slow, silent, reset, close, garbage, truncated, headers,
         drip, loop, markup]


async def mixed(path, writer):
    """The same behaviour for the same number; 7 in 20 are well."""
    number = int(path[0]) if path and path[0].isdigit() else 0
    kind = KINDS[number % len(KINDS)]
    rest = {status: ["404"], slow: ["0.3"]}.get(kind, path)
    await kind(rest, writer)


BEHAVIOURS = {kind.__name__: kind for kind in KINDS + [flood, mixed]}


async def serve(reader, writer):
    try:
        request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
        target = request.split(b" ")[1].decode("latin-1")
        if "://" in target:
            target = "/" + target.split("://", 1)[1].partition("/")[2]
        parts = [part for part in target.split("?")[0].split("/") if part]
        await BEHAVIOURS.get(parts[0] if parts else "ok", ok)(parts[1:], writer)
        await writer.drain()
    except (OSError, ValueError, IndexError, asyncio.IncompleteReadError, asyncio.LimitOverrunError,
            asyncio.TimeoutError):
        pass
    finally:
        writer.close()


async def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    server = await asyncio.start_server(serve, "127.0.0.1", port, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
