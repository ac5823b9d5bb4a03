"""Every check there is, and asking them all. What is decided elsewhere stands in core.checks.elsewhere."""

from __future__ import annotations

import polars as pl

from core.checks import chronology, mouths, payments, plausible, repeated
from core.checks.model import Check, Place, Records
from core.record.model import ClinicRecord
from core.shape.noticed import FINDINGS_SCHEMA

CHECKS: tuple[Check, ...] = (
    *chronology.CHECKS,
    *plausible.CHECKS,
    *mouths.CHECKS,
    *payments.CHECKS,
    *repeated.CHECKS,
)
COMPARED = frozenset[Place]().union(*(check.looked_up for check in CHECKS))
"""Fields of a record that some check compares with those of records that refer to it."""
IN_ONE_MOUTH = frozenset[Place]().union(*(check.in_one_mouth for check in CHECKS))
"""Fields that some check compares between records of one patient."""


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
