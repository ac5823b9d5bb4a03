"""What the rows of a block are as bytes: Parquet, and in it once what all of its rows say alike (law 7).

Of the fields that a record has, a source fills few, and its file and its system are the same in every row:
written out row by row such columns take half of the time and say nothing. They stand as one row of Arrow
among the file's own words. A block that was written without them opens as well.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from io import BytesIO

import polars as pl

from core.packing import says_one_thing

_ALIKE, _COLUMNS = "chartbridge.alike", "chartbridge.columns"
_WORTH = 8_192
"""Rows from which it pays."""


def to_bytes(frame: pl.DataFrame) -> bytes:
    """At the level at which a block takes least time; nobody looks for rows by what Parquet tells of them."""
    alike = _alike(frame) if frame.height >= _WORTH else []
    words = _words(frame, alike) if alike else None
    sink, rest = BytesIO(), frame.drop(alike)
    rest.write_parquet(sink, compression="zstd", compression_level=1, statistics=False, metadata=words)
    return sink.getvalue()


def _alike(frame: pl.DataFrame) -> list[str]:
    """But for one of them where all do: rows of no column would be none."""
    alike = [column.name for column in frame.iter_columns() if says_one_thing(column)]
    return alike[1:] if len(alike) == frame.width else alike


def from_bytes(content: bytes) -> pl.DataFrame:
    """The inverse."""
    return _whole(content, pl.read_parquet(BytesIO(content), use_pyarrow=False))


def rows_from_bytes(
    content: bytes, start: int, count: int, columns: Sequence[str] | None = None
) -> pl.DataFrame:
    """Rows `start` (0-based) to `start + count`, no others being decoded; of all columns or these."""
    rows = pl.scan_parquet(BytesIO(content)).slice(start, count)
    if columns is None:
        return _whole(content, rows.collect())
    held = rows.collect_schema().names()
    some = [name for name in columns if name in held] or held[:1]
    return _whole(content, rows.select(some).collect()).select(columns)


def _words(frame: pl.DataFrame, alike: Sequence[str]) -> dict[str, str]:
    said = BytesIO()
    frame.head(1).select(alike).rechunk().write_ipc(said)
    return {_ALIKE: b64encode(said.getvalue()).decode(), _COLUMNS: json.dumps(frame.columns)}


def _whole(content: bytes, rest: pl.DataFrame) -> pl.DataFrame:
    words = pl.read_parquet_metadata(BytesIO(content))
    if _ALIKE not in words:
        return rest
    said = pl.read_ipc(BytesIO(b64decode(words[_ALIKE])))
    alike = [column.new_from_index(0, rest.height) for column in said.iter_columns()]
    whole = rest.hstack(alike)
    return whole.select(name for name in json.loads(words[_COLUMNS]) if name in whole.columns)
