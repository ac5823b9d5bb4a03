"""Records made by hand, as the engine makes them, and what the checks say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import polars as pl

from core.checks.seen import Records
from core.known import NOTHING, checked_anew
from core.packed import Packed
from core.record import RECORD
from core.shape.entities import PROVENANCE, field_type

Rows = Sequence[Mapping[str, object]]


def frame(entity: str, rows: Rows) -> pl.DataFrame:
    """An entity's frame: every field, null where a row names none. Ids count from `entity:main:1`."""
    declared = {field.name: field_type(field) for field in RECORD.entity(entity).fields}
    money = {"currency": pl.String} if RECORD.entity(entity).holds_money() else {}
    whence = dict.fromkeys(PROVENANCE, pl.String) | {"source_record": pl.UInt32}
    here = {"source_file": "f.csv", "source_table": entity}
    filled = [
        {"id": f"{entity}:main:{i}", **here, "source_record": i, **row} for i, row in enumerate(rows, start=1)
    ]
    return pl.DataFrame(filled, schema={"id": pl.String, **declared, **money, **whence})


def packed(rows: Mapping[str, Rows], pieces: int = 2) -> Records:
    """Records of each entity, in pieces of so many: where one ends must not show."""
    return {entity: Packed.of(frame(entity, each), pieces) for entity, each in rows.items()}


def found(**rows: Rows) -> list[tuple[str, int, str]]:
    """(entity, number of the record, kind) of everything that the checks say."""
    said, _ = checked_anew(packed(rows), RECORD, NOTHING)
    return sorted(said.select("table", "record", "kind").rows())


def kinds(**rows: Rows) -> list[tuple[int, str]]:
    return sorted((record, kind) for _, record, kind in found(**rows))


def at(year: int, month: int = 5, day: int = 1, hour: int = 9, *, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)
