"""Small source tables made by hand, as a reader would give them."""

from __future__ import annotations

import polars as pl

from core.tables import LINE, RECORD, SourceTable


def table(name: str, columns: dict[str, list[str | None]], *, file: str | None = None) -> SourceTable:
    rows = len(next(iter(columns.values()), []))
    frame = pl.DataFrame(
        {RECORD: range(1, rows + 1), LINE: range(2, rows + 2), **columns},
        schema={RECORD: pl.UInt32, LINE: pl.UInt32, **dict.fromkeys(columns, pl.String)},
    )
    return SourceTable(file or f"{name}.csv", name, tuple(columns), frame)
