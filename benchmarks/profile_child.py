"""One fresh process of profile_cost.py: `python -m benchmarks.profile_child HOW FOLDER`.

HOW: `ours`, or `memory`, `text` or `detected` for DuckDB. Prints how many seconds the tables took to load
and how many it took to tell what they hold, by the clock and of processors.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

from core.profiles import holdings
from core.tables import LINE, RECORD, SourceTable

TABLES = ("patients", "appointments", "procedures", "ledger")
TEXT = "all_varchar=true, header=true, quote='\"', escape='\"'"


def ours(folder: Path) -> None:
    """Every table as text columns in memory, then all that `chartbridge profile` tells of it."""
    tables = timed("load", lambda: [_table(folder / f"{name}.csv") for name in TABLES])
    timed("profile", lambda: holdings(tables))


def _table(path: Path) -> SourceTable:
    frame = pl.read_csv(path, infer_schema=False, empty_string_is_null=False)
    columns = tuple(frame.columns)
    rows = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32)
    return SourceTable(
        path.name, path.stem, columns, frame.select(rows.alias(RECORD), rows.alias(LINE), *columns)
    )


def memory(folder: Path) -> None:
    """SUMMARIZE of text columns in DuckDB's memory."""
    base = duckdb.connect()
    made = "CREATE TABLE {0} AS SELECT * FROM read_csv('{1}/{0}.csv', " + TEXT + ")"
    timed("load", lambda: [base.execute(made.format(name, folder)) for name in TABLES])
    timed("profile", lambda: [base.execute(f"SUMMARIZE {name}").fetchall() for name in TABLES])


def text(folder: Path) -> None:
    """SUMMARIZE of the files, every column text."""
    _files(folder, ", " + TEXT)


def detected(folder: Path) -> None:
    """SUMMARIZE of the files, columns of the types that DuckDB finds: averages and quartiles as well."""
    _files(folder, "")


def _files(folder: Path, how: str) -> None:
    base = duckdb.connect()
    asked = [f"SUMMARIZE SELECT * FROM read_csv('{folder}/{name}.csv'{how})" for name in TABLES]
    timed("profile", lambda: [base.execute(each).fetchall() for each in asked])


def timed(what: str, work: Callable[[], object]) -> object:
    wall, cpu = time.perf_counter(), time.process_time()
    made = work()
    figures = {"what": what, "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    print(json.dumps(figures), flush=True)
    return made


if __name__ == "__main__":
    {"ours": ours, "memory": memory, "text": text, "detected": detected}[sys.argv[1]](Path(sys.argv[2]))
