"""How fast a large CSV is read and copied to Parquet, and in how much memory, beside DuckDB's bare copy.

    python -m benchmarks read [--gigabytes 2] [--runs 3]

One table, the ledger of `../shared/bench/legacy_export.py` again and again under new numbers. Both commands
are fresh processes that take turns; memory is the peak of a process as the operating system accounts for it.
Medians and ratios go to benchmarks/RESULTS.md. Needs three times the size in free space in the folder of
temporary files, which is left empty.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks import legacy
from benchmarks.processes import Measured, measured, row
from benchmarks.results import keep, machine

TITLE = "A large file"
SCALE = 0.3
FIRST = re.compile(rb"^(5\d{6}),(\d)", re.MULTILINE)
"""The number of an entry, at the beginning of its record."""
COPY = """
import duckdb, sys
source, target = sys.argv[1:]
how = "all_varchar=true, header=true, quote='\\"', escape='\\"'"
duckdb.sql(f"COPY (SELECT * FROM read_csv('{source}', {how})) TO '{target}' (FORMAT parquet)")
"""


def made(folder: Path, size: int) -> tuple[Path, Path]:
    """The table of about `size` bytes, in UTF-8 and in cp1252; the same records in both."""
    export = folder / "export"
    legacy.export(export, SCALE)
    header, body = (export / "utf8" / "ledger.csv").read_bytes().split(b"\n", 1)
    utf8, cp1252 = folder / "ledger.csv", folder / "ledger_cp1252.csv"
    with utf8.open("wb") as wide, cp1252.open("wb") as narrow:
        wide.write(header + b"\n")
        narrow.write(header + b"\n")
        for turn in range(-(-size // len(body))):
            piece = FIRST.sub(rb"%d\1,\2" % (turn + 10), body)
            wide.write(piece)
            narrow.write(piece.decode("utf-8").encode("cp1252"))
    shutil.rmtree(export)
    return utf8, cp1252


def ours(source: Path, folder: Path) -> Measured:
    target = folder / "ours"
    chartbridge = [sys.executable, "-m", "portal.cli", "read", str(source), "--to-parquet", str(target)]
    found = measured(chartbridge, {"CHARTBRIDGE_HOME": str(folder / "state")})
    target.joinpath(f"{source.stem}.parquet").replace(folder / "ours.parquet")
    shutil.rmtree(target)
    return found


def bare_copy(source: Path, folder: Path) -> Measured:
    return measured([sys.executable, "-c", COPY, str(source), str(folder / "theirs.parquet")], {})


def report(size: float, records: int, pairs: list[tuple[Measured, Measured, Measured]]) -> str:
    utf8, copies, cp1252 = (list(runs) for runs in zip(*pairs, strict=True))
    speeds = [theirs.wall / own.wall for own, theirs in zip(utf8, copies, strict=True)]
    narrow = [theirs.wall / own.wall for own, theirs in zip(cp1252, copies, strict=True)]
    return "\n".join(
        [
            f"Written by `python -m benchmarks read`. {machine()}.",
            "",
            f"One CSV of {size:.2f} GB, {records:,} records of 12 columns, {len(pairs)} runs in turns;"
            " medians, fresh processes. Ours detects encoding and layout, hashes the file, proves each"
            " record, counts them again by other code and keeps absent cells apart from empty ones.",
            "",
            "| what | wall s | processor s | peak MB |",
            "|---|---|---|---|",
            row("`chartbridge read --to-parquet`, UTF-8", utf8),
            row("the same records in cp1252", cp1252),
            row("DuckDB's bare CSV-to-Parquet copy, UTF-8", copies),
            "",
            f"Speed beside DuckDB's, run by run: median **{statistics.median(speeds):.2f}**"
            f" ({min(speeds):.2f} to {max(speeds):.2f}); from cp1252 {statistics.median(narrow):.2f}."
            " At least 0.5 is asked, and a peak under 1,500 MB.",
        ]
    )


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--gigabytes", type=float, default=2.0)
    asked.add_argument("--runs", type=int, default=3)


def measure(wanted: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        utf8, cp1252 = made(folder, int(wanted.gigabytes * 1e9))
        pairs = []
        for _ in range(wanted.runs):
            pairs.append((ours(utf8, folder), bare_copy(utf8, folder), ours(cp1252, folder)))
            counts = [
                pq.ParquetFile(folder / f"{one}.parquet").metadata.num_rows for one in ("ours", "theirs")
            ]
            if len(set(counts)) > 1:
                raise SystemExit(f"the two copies hold {counts} records")
        keep(TITLE, report(utf8.stat().st_size / 1e9, counts[0], pairs))
