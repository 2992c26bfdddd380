# SPDX-License-Identifier: MIT
"""Answers GET /SECONDS/... after that time. usage: probe_slow_server.py PORT"""
import asyncio
import sys

REPLY = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"


async def serve(reader, writer):
    try:
        request = await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(float(request.split(b"/")[1]))
        writer.write(REPLY)
        await writer.drain()
    except (OSError, ValueError, IndexError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]), backlog=4096)
    async with server:
        await server.serve_forever()


asyncio.run(main())
