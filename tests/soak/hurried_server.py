"""The door for files that come, alone and over HTTP, for tests that kill it; forked, so that it starts soon.

The whole portal takes half a minute to start on a busy machine. What a kill could break is all in these
routes and in what they call.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from multiprocessing.process import BaseProcess

import uvicorn
from starlette.applications import Starlette

from portal.slice_route import slice_routes
from tests.portal.serving import free_port

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])
_HERE, _PATIENCE = "127.0.0.1", 120.0


@dataclass(frozen=True)
class Door:
    port: int
    process: BaseProcess

    def line(self) -> HTTPConnection:
        return HTTPConnection(_HERE, self.port, timeout=60)


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[Door]:
    port = free_port()
    process = _FORKS.Process(target=_serve, args=(dict(environment), port), daemon=True)
    process.start()
    try:
        _wait(port)
        yield Door(port, process)
    finally:
        process.kill()
        process.join()


def _serve(environment: dict[str, str], port: int) -> None:
    os.environ.update(environment)
    uvicorn.run(Starlette(routes=slice_routes()), host=_HERE, port=port, log_level="critical")


def _wait(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with suppress(OSError):
            socket.create_connection((_HERE, port), 1).close()
            return
        time.sleep(0.05)
    raise AssertionError("the server did not start")
