"""How fast a whole run is, beside a physical limit: DuckDB's bare CSV-to-Parquet copy of the same data.

    python -m benchmarks run [--scale 1] [--runs 5] [--curve 0.1 2]

A run is `migrate --mapping FILE --no-export`: read from cp1252, shape, check, log, seal, publish. Each figure
is of a fresh process, from its start to its end; the commands take turns, so that a drifting machine touches
all of them. Copies by Polars and pandas stand beside it. `--curve`: one more run at each of these scales, to
see whether time grows as the rows do. Medians and their ratio go to benchmarks/RESULTS.md. Needs
`../shared/bench/legacy_export.py`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks import legacy
from benchmarks.processes import Measured, measured, row
from benchmarks.results import keep, machine

TITLE = "A whole run"
_SMALLEST = 0.001
_WANTED = "The design asks for 2.0 at scale 1 and a peak under 2 GB."

_DUCKDB = """
import duckdb, sys
source, target, *tables = sys.argv[1:]
for table in tables:
    how = "all_varchar=true, header=true, quote='\\"', escape='\\"'"
    read = f"read_csv('{source}/utf8/{table}.csv', {how})"
    duckdb.sql(f"COPY (SELECT * FROM {read}) TO '{target}/{table}.parquet' (FORMAT parquet)")
"""
_POLARS = """
import polars, sys
source, target, *tables = sys.argv[1:]
for table in tables:
    frame = polars.read_csv(f"{source}/utf8/{table}.csv", infer_schema=False)
    frame.write_parquet(f"{target}/{table}.parquet")
"""
_PANDAS = """
import pandas, sys
source, target, *tables = sys.argv[1:]
for table in tables:
    frame = pandas.read_csv(f"{source}/utf8/{table}.csv", dtype=str, keep_default_na=False)
    frame.to_parquet(f"{target}/{table}.parquet")
"""
COPIES = {"DuckDB": _DUCKDB, "Polars": _POLARS, "pandas": _PANDAS}


def ours(export: Path, mapping: Path, folder: Path) -> Measured:
    """A whole run from files to a sealed result, in a home of its own; nothing is reused from the last."""
    command = [*legacy.migrate("--no-export", "--mapping", str(mapping)), *map(str, legacy.files(export))]
    return measured(command, legacy.home(folder))


def bare_copy(program: str, export: Path, folder: Path) -> Measured:
    target = tempfile.mkdtemp(dir=folder)
    return measured([sys.executable, "-c", program, str(export), target, *legacy.TABLES], {})


def report(
    scale: float, size: float, whole: list[Measured], copies: dict[str, list[Measured]], curve: str
) -> str:
    ratios = [a.wall / b.wall for a, b in zip(whole, copies["DuckDB"], strict=True)]
    named = {name: f"{name}'s bare CSV-to-Parquet copy of the UTF-8 files" for name in copies}
    return "\n".join(
        [
            f"Written by `make bench`. {machine()}, load {os.getloadavg()[0]:.1f}.",
            "",
            f"The messy legacy export at scale {scale:g} ({legacy.ROWS * scale:,.0f} rows, {size:.0f} MB),"
            f" {len(whole)} runs in turns, medians; fresh processes.",
            "",
            "| what | wall s | processor s | peak MB |",
            "|---|---|---|---|",
            row("a whole run, from cp1252 files to a sealed result", whole),
            *(row(named[name], runs) for name, runs in copies.items()),
            "",
            f"Ratio to DuckDB's copy, run by run: median **{statistics.median(ratios):.1f}**"
            f" ({min(ratios):.1f} to {max(ratios):.1f}). {_WANTED}",
            *(["", curve] if curve else []),
        ]
    )


def told(runs: dict[float, Measured]) -> str:
    """Scale by scale; what is fixed is that of next to no rows."""
    fixed = runs[_SMALLEST].wall
    rates = {scale: (run.wall - fixed) / scale for scale, run in runs.items() if scale != _SMALLEST}
    middle = statistics.median(rates.values())
    lines = [
        f"| {scale:g} | {run.wall:.1f} | {run.cpu:.1f} | {run.peak:,.0f} |"
        + (f" {rates[scale] / middle - 1:+.0%} |" if scale in rates else " |")
        for scale, run in sorted(runs.items())
    ]
    head = "| scale | wall s | processor s | peak MB | seconds a row, from the middle one |"
    last = f"Fixed: {fixed:.1f} s, with {legacy.ROWS * _SMALLEST:,.0f} rows."
    return "\n".join([head, "|---|---|---|---|---|", *lines, "", last])


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--scale", type=float, default=1.0)
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--curve", type=float, nargs="*", default=[])


def measure(wanted: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export, mapping = legacy.export(folder / "export", wanted.scale), legacy.mapping(folder)
        whole: list[Measured] = []
        copies: dict[str, list[Measured]] = {name: [] for name in COPIES}
        for _ in range(wanted.runs):
            whole.append(ours(export, mapping, folder))
            for each, program in COPIES.items():
                copies[each].append(bare_copy(program, export, folder))
        curve = {}
        for scale in [_SMALLEST, *wanted.curve] if wanted.curve else []:
            curve[scale] = ours(legacy.export(folder / f"{scale:g}", scale), mapping, folder)
        along = told({**curve, wanted.scale: whole[-1]}) if curve else ""
        keep(TITLE, report(wanted.scale, legacy.megabytes(export), whole, copies, along))
