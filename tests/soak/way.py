"""Carries bytes between two ports of this computer until it is killed: `python -m tests.soak.way FROM TO`."""

from __future__ import annotations

import asyncio
import sys

HERE = "127.0.0.1"


async def serve(port: int, to: int) -> None:
    async def both(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far, there = await asyncio.open_connection(HERE, to)
        except OSError:
            writer.close()
            return
        await asyncio.gather(carry(reader, there), carry(far, writer), return_exceptions=True)

    server = await asyncio.start_server(both, HERE, port, reuse_address=True)
    async with server:
        await server.serve_forever()


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
