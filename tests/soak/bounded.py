"""Runs a function in a child process of its own, with a limit on its memory and one on its time.

Children are forked from a server that has imported the readers and done nothing yet, so that thousands of
them cost little, and none inherits a thread. What a child died of is data, not an exception.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from multiprocessing.connection import Connection
from typing import Any

MEMORY = 2 << 30
"""Bytes a child may hold (its own data, not the libraries that all of them share)."""
SECONDS = 30.0
"""Of work that a child may do; it may wait PATIENCE times as long where the machine has other work."""
PATIENCE = 30
READERS = [
    "portal.cli.commands", "portal.cli.program", "portal.cli.read", "core.imaging.headers",
    "core.sources.workbook", "core.sources.archive", "core.sources.dumps.reader", "core.sources.dbf.reader",
    "core.sources.databases.sqlite_file", "core.sources.databases.access_file",
    "core.sources.json_text.reader", "core.sources.xml_text.reader", "core.sources.hl7v2.reader",
    "core.sources.x12.reader", "tests.core.sources.samples", "tests.core.sources.endings",
]  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """said: what the function gave. died: why there is nothing, empty where there is.

    seconds: of work. peak: bytes.
    """

    said: Any
    died: str
    seconds: float
    peak: int


def _server() -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(READERS)
    return context


CONTEXT = _server()


def bounded(work: Callable[..., Any], *given: Any, seconds: float = SECONDS, memory: int = MEMORY) -> Ended:
    """What became of `work(*given)`; it has to be a function of a module, its result small."""
    here, there = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=_within, args=(there, memory, seconds, work, given))
    child.start()
    there.close()
    said, died, seconds_worked, peak = None, "", 0.0, 0
    try:
        if here.poll(seconds * PATIENCE):
            said, died, seconds_worked, peak = here.recv()
        else:
            died = f"still at it after {seconds * PATIENCE} seconds"
    except EOFError:
        died = "it ended without a word"
    child.kill()
    child.join()
    here.close()
    return Ended(said, died, seconds_worked, peak)


def _within(
    answer: Connection, memory: int, seconds: float, work: Callable[..., Any], given: tuple[Any, ...]
) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    worked = ceil(seconds + time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (worked, worked))
    try:
        said, died = work(*given), ""
    except BaseException as error:  # whatever it is, the parent has to be told
        said, died = None, f"{type(error).__name__}: {error}"
    own, children = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    answer.send((said, died, time.process_time(), max(own, children) * 1024))
