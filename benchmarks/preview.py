"""How soon a person sees what a changed transform makes of a column of a million rows.

    python -m benchmarks preview [--rows 1000000] [--runs 1]

A run is a fresh process with a store of its own. Through the services, as the page asks: the change is saved
as a sealed version, then page and opened column are there again. Beside it, in the same process, Polars' bare
`value_counts` of the column, since what becomes of every row cannot be said without it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.results import keep, machine

TITLE = "A changed transform on a large table"


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--runs", type=int, default=1)


def measure(wanted: argparse.Namespace) -> None:
    keep(TITLE, report([_run(wanted.rows) for _ in range(wanted.runs)], wanted.rows))


def _run(rows: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "benchmarks.large_column", str(Path(home) / "home"), str(rows)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def report(runs: Sequence[dict[str, Any]], rows: int) -> str:
    by_column = zip(*(run["columns"] for run in runs), strict=True)
    return "\n".join(
        [
            f"Written by `python -m benchmarks preview`. {machine()}; its load over 1, 5 and 15 minutes at"
            f" the end: {', '.join(f'{each:.1f}' for each in os.getloadavg())}.",
            "",
            f"One table of {rows:,} rows, {len(runs)} fresh processes, medians of six changes each. Seconds"
            " by the clock, and of processors in brackets. A change is saved sealed, then page and column are"
            " drawn again; asked are two seconds by the clock. The grid is one page of 25 values: the first"
            " after a change, the next one, and one found by a text.",
            "",
            "| column | distinct | what changes | again | `value_counts` | ratio | grid | next | found |",
            "|---|---|---|---|---|---|---|---|---|",
            *(_row(columns) for columns in by_column),
            "",
            f"Reading and profiling the upload, once: {_median(runs, 'first')}.",
        ]
    )


def _row(columns: Sequence[dict[str, Any]]) -> str:
    one = columns[0]
    times = [_of([each for column in columns for each in column[name]]) for name in _TIMES]
    bare = statistics.median(each["wall"] for column in columns for each in column["bare"])
    again = statistics.median(each["wall"] for column in columns for each in column["again"])
    cells = [*times[:2], f"{again / bare:.1f}", *times[2:]]
    return f"| {one['column']} | {one['distinct']:,} | {one['what']} | {' | '.join(cells)} |"


_TIMES = ("again", "bare", "grid", "next", "find")


def _of(times: Sequence[dict[str, float]]) -> str:
    wall, cpu = (statistics.median(each[name] for each in times) for name in ("wall", "cpu"))
    return f"{wall:.2f} ({cpu:.2f})"


def _median(runs: Sequence[dict[str, Any]], name: str) -> str:
    return _of([run[name] for run in runs])
