"""How fast a whole run is, beside a physical limit: DuckDB's bare CSV-to-Parquet copy of the same data.

    python -m benchmarks run [--scale 0.1] [--runs 3]

Every figure is of a fresh process, from its start to its end, as the operating system accounts for it; the
two commands take turns, so that a drifting machine touches both. Medians and their ratio go to
benchmarks/RESULTS.md (results.py). Needs the generator `../shared/bench/legacy_export.py`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.results import keep, machine

ROOT = Path(__file__).resolve().parents[1]
GENERATOR = ROOT.parent / "shared" / "bench" / "legacy_export.py"
TITLE = "A whole run"
TABLES = ("patients", "appointments", "procedures", "ledger")

COPY = """
import duckdb, sys
source, target = sys.argv[1:]
for table in {tables!r}:
    how = "all_varchar=true, header=true, quote='\\"', escape='\\"'"
    read = f"read_csv('{{source}}/utf8/{{table}}.csv', {{how}})"
    duckdb.sql(f"COPY (SELECT * FROM {{read}}) TO '{{target}}/{{table}}.parquet' (FORMAT parquet)")
"""


@dataclass(frozen=True)
class Measured:
    """One process: wall and processor seconds, and its peak resident memory in MB."""

    wall: float
    cpu: float
    peak: float


def measured(command: list[str], environment: dict[str, str]) -> Measured:
    """Runs `command` to its end. Raises where it fails: a failed run is no figure."""
    started = perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{command[:4]} failed")
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ours(export: Path, folder: Path) -> Measured:
    """A whole run from files to a sealed result, in a home of its own; nothing is reused from the last."""
    home = Path(tempfile.mkdtemp(dir=folder))
    own = {"CHARTBRIDGE_HOME": str(home / "state"), "CHARTBRIDGE_MASTER_KEY_FILE": str(home / "key" / "key")}
    chartbridge = [sys.executable, "-m", "portal.cli", "migrate", "--no-export", "--accept", "all"]
    return measured([*chartbridge, *(str(export / f"{table}.csv") for table in TABLES)], own)


def bare_copy(export: Path, folder: Path) -> Measured:
    target = tempfile.mkdtemp(dir=folder)
    return measured([sys.executable, "-c", COPY.format(tables=TABLES), str(export), target], {})


def row(name: str, runs: list[Measured]) -> str:
    wall, cpu = (statistics.median(getattr(run, what) for run in runs) for what in ("wall", "cpu"))
    return f"| {name} | {wall:.1f} | {cpu:.1f} | {max(run.peak for run in runs):,.0f} |"


def report(scale: float, megabytes: float, whole: list[Measured], copies: list[Measured]) -> str:
    ratios = [a.wall / b.wall for a, b in zip(whole, copies, strict=True)]
    return "\n".join(
        [
            f"Written by `make bench`. {machine()}.",
            "",
            f"The messy legacy export at scale {scale:g} ({3_400_000 * scale:,.0f} rows, {megabytes:.0f} MB),"
            f" {len(whole)} runs in turns, medians; fresh processes.",
            "",
            "| what | wall s | processor s | peak MB |",
            "|---|---|---|---|",
            row("a whole run, from cp1252 files to a sealed result", whole),
            row("DuckDB's bare CSV-to-Parquet copy of the UTF-8 files", copies),
            "",
            f"Ratio, run by run: median **{statistics.median(ratios):.1f}**"
            f" ({min(ratios):.1f} to {max(ratios):.1f})."
            " The design asks for 2.0 at scale 1 and a peak under 2 GB.",
        ]
    )


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--scale", type=float, default=0.1)
    asked.add_argument("--runs", type=int, default=3)


def measure(wanted: argparse.Namespace) -> None:
    if not GENERATOR.exists():
        raise SystemExit("needs ../shared/bench/legacy_export.py, which is not beside this checkout")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = folder / "export"
        subprocess.run([sys.executable, str(GENERATOR), str(export), str(wanted.scale)], check=True)
        pairs = [(ours(export, folder), bare_copy(export, folder)) for _ in range(wanted.runs)]
        size = sum((export / f"{table}.csv").stat().st_size for table in TABLES) / 1e6
        keep(TITLE, report(wanted.scale, size, [a for a, _ in pairs], [b for _, b in pairs]))
