"""Records as JSON objects, one a line: the fields that have values, whence each came, its legacy archive.

`{"id", "fields": {...}, "source": {...}, "archive": {...}}`. Money is {minor_units, currency}
and never a float (law 6); dates are ISO 8601, instants in UTC. `schema.py` says the same as JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import polars as pl

from core.record.model import CURRENCY, Entity, Field, Kind
from core.shape.entities import ID, PROVENANCE
from reports.csv_text import INSTANT
from reports.handover.archive import ArchiveCells, Cells

AT_ONCE = 10_000
"""Records that are objects at a time."""
_SOURCE = "source_"
Archives = Callable[[tuple[str, str]], ArchiveCells | None]
"""(file, table) -> the archived cells of that table, None where it has none."""


def record_lines(
    entity: Entity, fields: tuple[Field, ...], blocks: Iterable[pl.DataFrame], archives: Archives
) -> Iterator[bytes]:
    """JSON Lines, in the order of the run. fields: those that leave."""
    for block in blocks:
        for frame in block.iter_slices(AT_ONCE):
            yield b"".join(_line(each) for each in _objects(entity, fields, frame, archives))


def _line(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _objects(
    entity: Entity, fields: tuple[Field, ...], frame: pl.DataFrame, archives: Archives
) -> Iterator[dict[str, Any]]:
    texts = frame.with_columns(_as_text(field) for field in fields)
    kept = _kept(frame, archives)
    for row in texts.iter_rows(named=True):
        yield _object(entity, fields, row, kept)


def _as_text(field: Field) -> pl.Expr:
    column = pl.col(field.name)
    if field.kind is Kind.DATE:
        return column.dt.to_string("iso:strict")
    return column.dt.strftime(INSTANT) if field.kind is Kind.DATETIME else column


def _object(
    entity: Entity, fields: tuple[Field, ...], row: dict[str, Any], kept: dict[tuple[Any, ...], Cells]
) -> dict[str, Any]:
    currency = row.get(CURRENCY)
    values = {f.name: _value(f, row[f.name], currency) for f in fields if row[f.name] is not None}
    found: dict[str, Any] = {"id": row[ID], "fields": values}
    found["source"] = {name.removeprefix(_SOURCE): row[name] for name in PROVENANCE}
    archive = kept.get(_row(row)) if _is_the_row(entity, row) else None
    return {**found, "archive": archive} if archive else found


def _value(field: Field, value: Any, currency: str | None) -> Any:
    if field.kind is Kind.MONEY:
        return {"minor_units": value, "currency": currency}
    return value


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["source_file"], row["source_table"], row["source_record"])


def _is_the_row(entity: Entity, row: dict[str, Any]) -> bool:
    """Whether the record is what its row is, not one of several formed from it (core/shape/ids.py)."""
    return bool(row[ID] == f"{entity.name}:{row['source_system']}:{row['source_id']}")


def _kept(frame: pl.DataFrame, archives: Archives) -> dict[tuple[Any, ...], Cells]:
    """(file, table, record) -> archived cells, for the rows that these records came from."""
    spans = frame.group_by("source_file", "source_table", maintain_order=True).agg(
        pl.col("source_record").min().alias("first"), pl.col("source_record").max().alias("last")
    )
    kept: dict[tuple[Any, ...], Cells] = {}
    for file, table, first, last in spans.rows():
        cells = archives((file, table))
        if cells is not None:
            kept |= {(file, table, n): c for n, c in cells.between(first, last).items()}
    return kept
