"""Records that are like an earlier one in every field, found a few columns at a time.

Hardly any two records are alike, and a record is wide. So hashes of the shortest columns are compared first,
those of longer ones only of what these left over, and each value itself only of what is left then: no wide
entity is in memory whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from core.checks.seen import ROW, pieces_at, rows_at
from core.packed import Packed
from core.record.model import Field, Kind

_SHORTEST = (Kind.DATE, Kind.DATETIME, Kind.INTEGER, Kind.MONEY, Kind.BOOLEAN)
_WHOSE = "patient"
_GROUP, _CELL, _FILLED = "#group", "#cell", "#filled"


def alike(records: Packed, rows: pl.Series, fields: Sequence[Field], *, fewest: int) -> pl.LazyFrame:
    """ROW of those of `rows`, ascending, that an earlier one of them is like; `fewest` fields are filled."""
    asked = pl.DataFrame({ROW: rows, _GROUP: pl.zeros(rows.len(), pl.UInt64, eager=True)})
    for stage in _stages(fields):
        asked = _hashed_alike(records, asked, stage)
    found = asked.with_columns(pl.lit(0, pl.UInt32).alias(_FILLED))
    for field in fields:
        found = _alike_in(records, found, field)
    return found.lazy().filter(pl.col(_FILLED) >= fewest, pl.col(ROW) != pl.col(_GROUP))


def _stages(fields: Sequence[Field]) -> Iterator[list[Field]]:
    """`fields` in the order in which they are unpacked: numbers and days, whose it is, words, long text."""
    steps = [_step(field) for field in fields]
    for step in sorted(set(steps)):
        yield [field for field, own in zip(fields, steps, strict=True) if own == step]


def _step(field: Field) -> int:
    if field.many or field.kind is Kind.NOTE:
        return 3
    return 0 if field.kind in _SHORTEST else 1 if field.name == _WHOSE else 2


def _hashed_alike(records: Packed, asked: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """Those whose hash over `fields` and what was hashed before another one has too."""
    if asked.is_empty():
        return asked
    cells = [_cell(field) for field in fields]
    pieces = pieces_at(records, [field.name for field in fields], asked[ROW])
    hashes = pl.concat([piece.select(cells).hash_rows() for piece in pieces])
    groups = asked.select(_GROUP, hashes.alias(_CELL)).hash_rows()
    ordered = groups.sort()
    again = ordered.filter((ordered == ordered.shift(1)).fill_null(value=False)).unique()
    return asked.with_columns(groups.alias(_GROUP)).filter(groups.is_in(again.implode()))


def _alike_in(records: Packed, asked: pl.DataFrame, field: Field) -> pl.DataFrame:
    """Those that share the value of `field`, in groups named by the row of their first."""
    if asked.is_empty():
        return asked
    cells = rows_at(records, [field.name], asked[ROW]).select(_cell(field).alias(_CELL)).to_series()
    first = pl.col(ROW).min().over(_GROUP, _CELL).cast(pl.UInt64)
    filled = pl.col(_FILLED) + pl.col(_CELL).is_not_null()
    grouped = asked.with_columns(cells).with_columns(first.alias(_GROUP), filled.alias(_FILLED)).drop(_CELL)
    return grouped.filter(pl.len().over(_GROUP) > 1)


def _cell(field: Field) -> pl.Expr:
    return pl.col(field.name).list.join("\n") if field.many else pl.col(field.name)
