"""Every check there is, and asking them all."""

from __future__ import annotations

import polars as pl

from core.checks.chronology import BEFORE_BIRTH, BORN_IN_FUTURE, ENDS_BEFORE_START
from core.checks.model import Check, Records
from core.record.model import ClinicRecord
from core.shape.noticed import FINDINGS_SCHEMA

CHECKS: tuple[Check, ...] = (ENDS_BEFORE_START, BEFORE_BIRTH, BORN_IN_FUTURE)


def checked(records: Records, record: ClinicRecord) -> pl.DataFrame:
    """FINDINGS_SCHEMA rows of every check over all records, each source record once a kind."""
    found = [
        check.failing(records, record)
        .unique(maintain_order=True)
        .select(
            "file",
            "table",
            pl.lit(None, dtype=pl.String).alias("column"),
            "record",
            pl.lit(check.kind.name).alias("kind"),
            pl.lit(check.kind.severity.value).alias("severity"),
        )
        for check in CHECKS
    ]
    return pl.concat(found).cast(pl.Schema(FINDINGS_SCHEMA))
