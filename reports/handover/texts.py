"""Small files of a package as they are written: a text, a JSON value, a table for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import polars as pl

from reports.csv_text import csv_pieces

File = tuple[str, Iterator[bytes]]
"""A path in the package, "/"-separated, and its bytes in pieces."""


def as_text(path: str, text: str) -> File:
    # In JSON an odd byte of a file name, written so, is read back as it was.
    return path, iter([text.encode("utf-8", "backslashreplace")])


def as_json(path: str, value: Any) -> File:
    return as_text(path, json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def as_table(path: str, columns: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> File:
    """columns: name -> Polars type, in order; there is a header where there are no rows."""
    texts = ({name: _spelled(row[name]) for name in columns} for row in rows)
    return path, csv_pieces([pl.DataFrame(list(texts), schema=dict(columns), orient="row")])


def instant(at: datetime | None) -> str | None:
    """ISO 8601 in UTC, as in the records."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _spelled(value: Any) -> Any:
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
