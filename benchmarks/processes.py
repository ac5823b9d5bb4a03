"""One fresh process as the operating system accounts for it, its children's memory with it."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_LOOK_EVERY = 0.05


@dataclass(frozen=True)
class Measured:
    """Wall and processor seconds, and the most memory held at a time, in MB (10**6 bytes)."""

    wall: float
    cpu: float
    peak: float


def measured(command: list[str], environment: dict[str, str]) -> Measured:
    """Runs `command` to its end. Raises where it fails: a failed run is no figure."""
    started = perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, start_new_session=True
    )
    ended, most = threading.Event(), [0]
    watch = threading.Thread(target=_watch, args=(process.pid, ended, most))
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - started
    ended.set()
    watch.join()
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{command[:4]} failed")
    peak = max(most[0], usage.ru_maxrss * 1024)
    return Measured(wall, usage.ru_utime + usage.ru_stime, peak / 1e6)


def _watch(session: int, ended: threading.Event, most: list[int]) -> None:
    while not ended.wait(_LOOK_EVERY):
        most[0] = max(most[0], _held(session))


def _held(session: int) -> int:
    """Bytes resident in all processes of a session together; what two of them share counts twice."""
    total = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text().rsplit(")", 1)[1].split()
            if int(fields[3]) == session:
                total += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError):
            continue
    return total


def row(name: str, runs: list[Measured]) -> str:
    """One line of a table: medians of seconds, the most of memory."""
    wall, cpu = (statistics.median(getattr(run, what) for run in runs) for what in ("wall", "cpu"))
    return f"| {name} | {wall:.1f} | {cpu:.1f} | {max(run.peak for run in runs):,.0f} |"
