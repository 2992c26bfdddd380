# SPDX-License-Identifier: MIT
"""A proxy before PostgreSQL that breaks the first connection which brings records, in the middle of them.

    python3 cutting_proxy.py SOCKET cut|silent FILE     prints its port; writes to FILE when it has broken one
"""

import asyncio
import sys

path, kind, note = sys.argv[1:]
broken = False


async def forward(reader, writer, from_client, peers):
    global broken
    seen = b""
    while data := await reader.read(4096):
        if from_client and not broken:
            seen = (seen + data)[-100_000:]
            # Half of the records are on their way.
            if b"insert into probed" in seen and len(seen) - seen.rindex(b"insert into probed") > 50_000:
                broken = True
                with open(note, "w", encoding="ascii") as file:
                    file.write(kind)
                if kind == "silent":
                    await asyncio.sleep(60)
                for peer in peers:
                    peer.transport.abort()
                return
        writer.write(data)
        await writer.drain()
    writer.close()


async def serve(reader, writer):
    up, down = await asyncio.open_unix_connection(path)
    peers = (writer, down)
    await asyncio.gather(forward(reader, down, True, peers), forward(up, writer, False, peers), return_exceptions=True)


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
