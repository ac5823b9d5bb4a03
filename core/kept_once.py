"""Cells that a record and the log say just as the source row does: they are kept once, and taken from there.

Here stands only where they are likely; whether they are the same is seen cell by cell (core.packing).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from core.packed import Packed, Piece
from core.packing import Cells
from core.record.model import Entity
from core.shape.compiling import HOLD, MERGED, SKIP, WHY, Worked
from core.shape.entities import formed
from core.tables import LINE, RECORD, SourceTable

_TARGETS, _PATIENT = "targets", "patient"


def source_cells(source: SourceTable, opened: SourceTable) -> dict[str, Cells]:
    """Those of a window's source table by column, where they are packed. opened: the same in memory."""
    rows = source.rows
    pieces = rows.pieces if isinstance(rows, Packed) else ()
    return cells_of(pieces[0], opened.frame) if len(pieces) == 1 else {}


def cells_of(piece: Piece, frame: pl.DataFrame) -> dict[str, Cells]:
    """Those of a piece. frame: some of its columns in memory."""
    held = ((name, piece.column(name)) for name in frame.columns)
    return {name: Cells(kept, None, frame[name]) for name, kept in held if kept is not None}


def of_entries(table: Worked, held: Mapping[str, Cells]) -> dict[str, Cells]:
    """What entries of the log (core.migration_log.entries_of) may say like the source, or like linking."""
    state = {name: name for name in (HOLD, SKIP, MERGED, WHY)}
    return _named({"record": RECORD, "line": LINE, **_id(table, "source_id"), **state}, held)


def of_records(
    table: Worked, entity: Entity, source: Mapping[str, Cells], log: Mapping[str, Cells]
) -> dict[str, Cells]:
    """What records of `entity` may say like the source or like the entries of the log."""
    fed = {rule.field: rule.columns[0] for _, rule in table.rules_of(entity.name) if len(rule.columns) == 1}
    told = {**fed, "source_record": RECORD, "source_line": LINE, **_id(table, "source_id")}
    found = {**_named(told, source), **_named({"id": _TARGETS, _PATIENT: _PATIENT}, log)}
    return of_rows(found, table.frame.select(formed(table, entity)).to_series()) if found else {}


def of_rows(
    held: Mapping[str, Cells], rows: pl.Series, names: Iterable[str] | None = None
) -> dict[str, Cells]:
    """Of cells that are all of their columns, those of some rows."""
    wanted = held if names is None else [name for name in names if name in held]
    if rows.all():
        return {name: held[name] for name in wanted}
    return {name: Cells(held[name].kept, rows, held[name].texts.filter(rows)) for name in wanted}


def _id(table: Worked, name: str) -> dict[str, str]:
    """A number that stands in one column."""
    return {name: table.mapping.key[0]} if len(table.mapping.key) == 1 else {}


def _named(names: Mapping[str, str], held: Mapping[str, Cells]) -> dict[str, Cells]:
    return {own: held[theirs] for own, theirs in names.items() if theirs in held}
