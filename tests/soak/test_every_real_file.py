"""Every real file by the command that people type: 2 GB of memory and 30 seconds each, and no traceback.

The same files in one process, and what each of them ends as, are in `tests/core/sources/test_manifest.py`.
"""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import time
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from portal.cli.program import UNEXPECTED, run
from tests.core.sources.endings import Ending, ending, every_file, expected, read, together
from tests.shared_data import shared_data
from tests.soak.bounded import MEMORY, SECONDS, Ended, bounded

NOTHING_READABLE = 3
SECONDS_OF, PEAK_OF = attrgetter("seconds"), attrgetter("peak")


def typed(file: str) -> tuple[int, str, str, int]:
    """(status, results, words, files written) of `chartbridge read FILE --to-csv OUT --json`."""
    with tempfile.TemporaryDirectory() as folder:
        out, said, told = Path(folder) / "out", io.StringIO(), io.StringIO()
        given = [str(path) for path in together(file)]
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
            status = run(["read", *given, "--to-csv", str(out), "--json"])
        written = len(list(out.rglob("*.csv"))) if out.exists() else 0
        return status, said.getvalue(), told.getvalue(), written


def ended(file: str) -> Ending:
    return ending(read(file), file)


def checked(file: str, end: Ending, came: Ended) -> str:
    """What is wrong with how the command ended, or nothing."""
    if came.died or came.peak > MEMORY or came.seconds > SECONDS:
        return came.died or f"{came.seconds:.1f} s, {came.peak >> 20} MB"
    status, said, told, written = came.said
    if "Traceback" in told or status == UNEXPECTED:
        return told[-400:] or said[-400:]
    if status == NOTHING_READABLE:
        return "" if not end["tables"] and json.loads(said)["error"]["found"] else "nothing readable"
    return _differs(json.loads(said), end, Path(file).name, written) if status == 0 else f"status {status}"


def _differs(told: dict[str, Any], end: Ending, name: str, written: int) -> str:
    own = [one for one in told["tables"] if one["file"].split("!/")[0].endswith(name)]
    counted = sum(one["counted"] for one in own)
    if counted != sum(end["tables"].values()) or not told["closes"]:
        return f"{counted} records"
    rejects = sum(one["rejects"] > 0 for one in own)
    return "" if written >= len(own) + rejects else f"{written} files written for {len(own)} tables"


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_every_file_is_read_by_the_command_within_its_limits() -> None:
    shared_data(".")
    ended = {file: bounded(typed, file) for file in expected()}
    slowest, largest = (max(ended, key=lambda file: of(ended[file])) for of in (SECONDS_OF, PEAK_OF))
    print(f"{len(ended)} files; slowest {ended[slowest].seconds:.1f} s, {slowest};", end=" ")
    print(f"most memory {ended[largest].peak >> 20} MB, {largest}")
    wrong = {file: why for file, end in expected().items() if (why := checked(file, end, ended[file]))}
    assert wrong == {}


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_every_file_ends_as_the_manifest_says_within_its_limits() -> None:
    shared_data(".")
    wrong = {}
    for file in every_file():
        came = bounded(ended, file)
        if came.died or came.said != expected()[file]:
            wrong[file] = came.died or came.said
    assert wrong == {}


def test_a_child_that_asks_for_too_much_or_takes_too_long_is_told_from_one_that_ends() -> None:
    assert bounded(len, "four").said == 4
    assert bounded(bytearray, 1 << 30, memory=1 << 29).died.startswith("MemoryError")
    assert bounded(sum, range(1 << 60), seconds=1).died == "it ended without a word"
    assert "still at it" in bounded(time.sleep, 60, seconds=0.1).died
