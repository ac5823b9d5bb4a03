"""How others load a text that they are told nothing about, and how this project does."""

from __future__ import annotations

import csv
import hashlib
import io
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl

from core.choices import Choices
from core.repairs import ALL_REPAIRS, NO_REPAIRS, Repairs
from core.sources import read_uploads
from core.tables import Upload
from portal.cli.table_files import LINES, Copies, Whole, write_tables
from portal.cli.table_forms import AsCsv

Rows = list[list[str]]
SNIFFED = 1 << 16


@dataclass(frozen=True)
class Loaded:
    """rows: of the first table, header first. cells: every cell, name and reject that was kept.

    lines: what of the text was written beside the tables, line by line.
    """

    rows: Rows
    cells: list[str]
    lines: list[str] = field(default_factory=list)


def without_repair(path: str, content: bytes) -> Loaded:
    """Chartbridge, `read`."""
    return _ours(path, content, NO_REPAIRS)


def with_repair(path: str, content: bytes) -> Loaded:
    """Chartbridge, `read --repair`."""
    return _ours(path, content, ALL_REPAIRS)


def _ours(path: str, content: bytes, repairs: Repairs) -> Loaded:
    upload = Upload("given.csv", hashlib.sha256(content).hexdigest(), len(content), lambda: content)
    intake = read_uploads([upload], choices=Choices(repairs=repairs))
    with tempfile.TemporaryDirectory() as folder:
        written = write_tables(Copies(Path(folder), AsCsv()), [Whole(one) for one in intake.tables])
        bodies = {name: _cells(Path(folder) / name) for name in written}
    rows = next(iter(bodies.values()), [])
    lines = {name: body for name, body in bodies.items() if name.endswith(LINES)}
    cells = [cell for name, body in bodies.items() if name not in lines for row in body for cell in row]
    apart = [cell for body in lines.values() for row in body for cell in row]
    numbered = bool(rows) and rows[0] != [] and rows[0][0] == "column_1"
    return Loaded(rows[1:] if numbered else rows, cells, apart)


def _cells(place: Path) -> Rows:
    with place.open(newline="", encoding="utf-8") as opened:
        return list(csv.reader(opened))


def by_duckdb(path: str, content: bytes) -> Loaded:
    """DuckDB's own detection, every column as text."""
    found = duckdb.sql(f"SELECT * FROM read_csv('{path}', all_varchar=true)")
    return _told(found.columns, found.fetchall())


def by_polars(path: str, content: bytes) -> Loaded:
    """Polars, every column as text, ragged lines allowed."""
    frame = pl.read_csv(path, infer_schema=False, truncate_ragged_lines=True, ignore_errors=True)
    return _told(frame.columns, frame.rows())


def by_pandas(path: str, content: bytes) -> Loaded:
    """pandas, every column as text, no word read as absent."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return _told(list(frame.columns), frame.to_numpy().tolist())


def by_sniffer(path: str, content: bytes) -> Loaded:
    """Python's csv with the dialect that its Sniffer finds."""
    text = content.decode("utf-8", "surrogateescape")
    dialect = csv.Sniffer().sniff(text[:SNIFFED])
    rows = list(csv.reader(io.StringIO(text, newline=""), dialect))
    return Loaded(rows, [cell for row in rows for cell in row])


def _told(columns: list[str], rows: list[tuple[object, ...]] | list[list[object]]) -> Loaded:
    whole = [list(columns), *(["" if cell is None else str(cell) for cell in row] for row in rows)]
    return Loaded(whole, [cell for row in whole for cell in row])


LOADERS: Mapping[str, Callable[[str, bytes], Loaded]] = {
    "chartbridge read": without_repair,
    "chartbridge read --repair": with_repair,
    "DuckDB": by_duckdb,
    "Polars": by_polars,
    "pandas": by_pandas,
    "csv with Sniffer": by_sniffer,
}
