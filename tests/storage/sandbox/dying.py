"""A loader that dies by SIGKILL at the n-th moment of its way, or at any moment that its parent chooses.

Run by a forkserver, so that each loader is a process of its own that costs no start of Python.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from typing import Any

from sqlalchemy import event

from storage.database import connect
from storage.keys import WrappedKey, open_keys
from storage.sandbox.database import SandboxDatabase
from storage.sandbox.loading import load
from storage.sandbox.schema import Schema
from tests.storage.conftest import MASTER
from tests.storage.sandbox.clinic import PROJECT, records

_CHANGES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")


@dataclass(frozen=True)
class Way:
    """Where a sandbox is, with what it is sealed, and what is loaded into it: so many patients."""

    url: str
    schema: str | None
    keys: tuple[WrappedKey, ...]
    patients: int
    size: int

    def opened(self) -> SandboxDatabase:
        ring = open_keys(PROJECT, self.keys, master=MASTER)
        return SandboxDatabase(connect(self.url), Schema(self.schema), ring)


def loader(way: Way, *, dies: int = 0) -> BaseProcess:
    """A process that loads, given once it begins to. dies: at which of its moments, which are before each
    change and commit; 0 for none.
    """
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload([__name__])
    begun = forking.Event()
    process = forking.Process(target=_live, args=(way, dies, begun))
    process.start()
    begun.wait()
    return process


def _live(way: Way, dies: int, begun: Event) -> None:
    made, target = records(patients=way.patients, size=way.size), way.opened()
    begun.set()
    if dies:
        pass_by = _death(dies)
        event.listen(target._engine, "before_cursor_execute", lambda *said: _changing(pass_by, said[2]))
        event.listen(target._engine, "commit", lambda _connection: pass_by())
    load(target, made, lambda _rows, _of: None)


def _changing(pass_by: Callable[[], None], statement: Any) -> None:
    if str(statement).lstrip().startswith(_CHANGES):
        pass_by()


def _death(left: int) -> Callable[[], None]:
    count = iter(range(left - 1, -1, -1))

    def pass_by() -> None:
        if next(count, 1) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return pass_by
