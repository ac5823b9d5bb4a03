"""What a check is: a question asked of the shaped records, answered with the records that fail it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from core.findings import FindingKind
from core.record.model import ClinicRecord

Records = Mapping[str, pl.DataFrame]
"""Entity -> its records, as `core.shape.entities.entity_frames` gives them."""

FAILED = {"file": pl.String, "table": pl.String, "record": pl.UInt32}


@dataclass(frozen=True)
class Check:
    """kind: the finding it raises. failing: (records, clinic record) -> FAILED rows."""

    kind: FindingKind
    failing: Callable[[Records, ClinicRecord], pl.DataFrame]


def whence(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The source place of each record of an entity frame, in the shape of FAILED."""
    return frame.select(
        pl.col("source_file").alias("file"),
        pl.col("source_table").alias("table"),
        pl.col("source_record").alias("record"),
    )


def gathered(parts: list[pl.LazyFrame]) -> pl.DataFrame:
    return pl.concat([whence(part) for part in parts]).collect() if parts else pl.DataFrame(schema=FAILED)
