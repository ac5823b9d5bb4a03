"""What a check is: a question asked of the shaped records, answered with the records that fail it.

Each is one entry of the registry (core.checks), so that it is documented, counted and tested like the
others. A record that the old system calls void is asked nothing: it is kept as what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from core.findings import FindingKind
from core.record.model import ClinicRecord, Entity, Kind

Records = Mapping[str, pl.DataFrame]
"""Entity -> its records, as `core.shape.entities.entity_frames` gives them."""
Place = tuple[str, str]
"""An entity and one of its fields."""

FAILED = {"file": pl.String, "table": pl.String, "record": pl.UInt32}
DATED = (Kind.DATE, Kind.DATETIME)
DAY = "#day"
"""Columns that a check adds to an entity's frame begin with a sign that no field has."""


@dataclass(frozen=True)
class Check:
    """kind: the finding it raises. asks: what exactly is compared, and what is let pass, for docs/checks.md.
    failing: (records, clinic record) -> FAILED rows.

    looked_up: fields of a record that are compared with those of records that refer to it. in_one_mouth:
    fields of one patient's records that are compared with each other. Both say whose log entry may change
    with a cell (core.dependents); a check whose finding is INFO is in no log entry.
    """

    kind: FindingKind
    asks: str
    failing: Callable[[Records, ClinicRecord], pl.DataFrame]
    looked_up: frozenset[Place] = frozenset()
    in_one_mouth: frozenset[Place] = frozenset()


def standing(records: Records, name: str) -> pl.LazyFrame | None:
    """The records of an entity that are not void; None where there are none at all."""
    if name not in records:
        return None
    frame = records[name].lazy()
    return frame.filter(~pl.col("voided").fill_null(value=False)) if "voided" in records[name] else frame


def dated(entity: Entity, name: str) -> bool:
    return entity.has(name) and entity.field(name).kind in DATED and not entity.field(name).many


def whence(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The source place of each record of an entity frame, in the shape of FAILED."""
    return frame.select(
        pl.col("source_file").alias("file"),
        pl.col("source_table").alias("table"),
        pl.col("source_record").alias("record"),
    )


def gathered(parts: list[pl.LazyFrame]) -> pl.DataFrame:
    return pl.concat(pl.collect_all(list(map(whence, parts)))) if parts else pl.DataFrame(schema=FAILED)
