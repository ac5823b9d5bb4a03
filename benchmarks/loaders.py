"""How others load a text that they are told nothing about, and how this project does."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Mapping

import duckdb
import pandas as pd
import polars as pl

from core.choices import Choices
from core.repairs import ALL_REPAIRS, NO_REPAIRS, Repairs
from core.sources import read_uploads
from core.sources.to_csv import as_csv
from core.tables import Upload

Rows = list[list[str]]
Loaded = tuple[Rows, str]
"""The rows of the first table, header first; and everything else that was kept, as text."""
SNIFFED = 1 << 16


def without_repair(path: str, content: bytes) -> Loaded:
    """Chartbridge, `read`."""
    return _ours(path, content, NO_REPAIRS)


def with_repair(path: str, content: bytes) -> Loaded:
    """Chartbridge, `read --repair`."""
    return _ours(path, content, ALL_REPAIRS)


def _ours(path: str, content: bytes, repairs: Repairs) -> Loaded:
    upload = Upload("given.csv", hashlib.sha256(content).hexdigest(), len(content), lambda: content)
    intake = read_uploads([upload], choices=Choices(repairs=repairs))
    written = [body.decode() for _, body in as_csv(intake)]
    rows = list(csv.reader(io.StringIO(written[0]))) if written else []
    numbered = bool(rows) and rows[0] != [] and rows[0][0] == "column_1"
    return rows[1:] if numbered else rows, "\n".join(written)


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
    return rows, "\n".join(cell for row in rows for cell in row)


def _told(columns: list[str], rows: list[tuple[object, ...]] | list[list[object]]) -> Loaded:
    whole = [list(columns), *(["" if cell is None else str(cell) for cell in row] for row in rows)]
    return whole, "\n".join(cell for row in whole for cell in row)


LOADERS: Mapping[str, Callable[[str, bytes], Loaded]] = {
    "chartbridge read": without_repair,
    "chartbridge read --repair": with_repair,
    "DuckDB": by_duckdb,
    "Polars": by_polars,
    "pandas": by_pandas,
    "csv with Sniffer": by_sniffer,
}
