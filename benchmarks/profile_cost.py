"""What a full profile costs, every row and value of it, beside DuckDB's SUMMARIZE of the same tables.

    python -m benchmarks profiles [--scale 0.1] [--runs 3]

The contenders take turns, each in a fresh process. Both start from the same UTF-8 files or from text columns
in memory, with the layout given: reading a file safely is another measurement (large_read.py). The whole
command, which finds out encoding and layout of the cp1252 files and accounts for every byte of them, stands
beside it. SUMMARIZE counts different values by estimate and knows no formats, kinds, keys or references.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks import legacy
from benchmarks.processes import Measured, measured
from benchmarks.results import keep, machine

TITLE = "A full profile"
ALLOWED = 4.0
HOW = ("ours", "memory", "text", "detected")


@dataclass(frozen=True)
class Turn:
    """One process. profile: its part after loading; whole: from start to end."""

    whole: Measured
    profile: float
    cpu: float


def child(how: str, folder: Path) -> Turn:
    command = [sys.executable, "-m", "benchmarks.profile_child", how, str(folder)]
    started = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    told = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{command[2:5]} failed")
    wall = perf_counter() - started
    parts = {each["what"]: each for each in map(json.loads, told.splitlines())}
    whole = Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    return Turn(whole, parts["profile"]["wall"], parts["profile"]["cpu"])


def command(export: Path) -> Measured:
    """`chartbridge profile` of the cp1252 files."""
    files = map(str, legacy.files(export))
    return measured([sys.executable, "-m", "portal.cli", "profile", "--json", *files], {})


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--scale", type=float, default=0.1)
    asked.add_argument("--runs", type=int, default=3)


def measure(wanted: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        export = legacy.export(Path(name) / "export", wanted.scale)
        turns = [{how: child(how, export / "utf8") for how in HOW} for _ in range(wanted.runs)]
        commands = [command(export) for _ in range(wanted.runs)]
    keep(TITLE, report(wanted.scale, turns, commands))


def report(scale: float, turns: list[dict[str, Turn]], commands: list[Measured]) -> str:
    rows = 3_400_000 * scale
    load = os.getloadavg()
    return "\n".join(
        [
            f"Written by `python -m benchmarks profiles --scale {scale:g}`. {machine()},"
            f" its load over 1, 5 and 15 minutes at the end: {', '.join(f'{each:.1f}' for each in load)}.",
            "",
            f"The messy legacy export, {rows:,.0f} rows, {len(turns)} runs in turns, medians; fresh"
            " processes.",
            "",
            "| what | wall s | processor s | peak MB |",
            "|---|---|---|---|",
            _row("the full profile, from UTF-8 files", [each["ours"].whole for each in turns]),
            _row("SUMMARIZE of the files, types as DuckDB finds them", [e["detected"].whole for e in turns]),
            _row("SUMMARIZE of the files, every column text", [each["text"].whole for each in turns]),
            _row("`chartbridge profile`, from cp1252 files, layout found", commands),
            _part("of the full profile, after loading", [each["ours"] for each in turns]),
            _part("SUMMARIZE of text columns in memory", [each["memory"] for each in turns]),
            "",
            f"By the clock, run by run: {_ratio(turns, _whole, 'detected')} from the files;"
            f" {_ratio(turns, _whole, 'text')} where DuckDB takes every column for text;"
            f" {_ratio(turns, lambda turn: turn.profile, 'memory')} from memory, where SUMMARIZE has text"
            f" alone. Of processors: {_ratio(turns, _cpu, 'detected')}, {_ratio(turns, _cpu, 'text')} and"
            f" {_ratio(turns, lambda turn: turn.cpu, 'memory')}. The design asks for {ALLOWED:g}.",
        ]
    )


def _whole(turn: Turn) -> float:
    return turn.whole.wall


def _cpu(turn: Turn) -> float:
    return turn.whole.cpu


def _ratio(turns: list[dict[str, Turn]], figure: Callable[[Turn], float], beside: str) -> str:
    found = [figure(each["ours"]) / figure(each[beside]) for each in turns]
    return f"**{statistics.median(found):.1f}** ({min(found):.1f} to {max(found):.1f})"


def _row(name: str, runs: list[Measured]) -> str:
    wall, cpu = (statistics.median(getattr(run, what) for run in runs) for what in ("wall", "cpu"))
    return f"| {name} | {wall:.1f} | {cpu:.1f} | {max(run.peak for run in runs):,.0f} |"


def _part(name: str, turns: list[Turn]) -> str:
    wall = statistics.median(turn.profile for turn in turns)
    return f"| {name} | {wall:.1f} | {statistics.median(turn.cpu for turn in turns):.1f} | |"
