"""Every check there is, and asking one of them. Of what is decided elsewhere: core.checks.elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from core.checks import chronology, mouths, payments, plausible, repeated
from core.checks.model import Check
from core.checks.seen import FAILED, ROW, Place, Records, Seen
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


def parted(check: Check, records: Records) -> list[Records]:
    """What a check is to be asked of one after the other, as `together` takes what it answers."""
    return [{name: records[name]} for name in check.apart if name in records] if check.apart else [records]


def together(answers: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """What one check answered of several kinds of record, each source record once."""
    found = pl.concat([pl.DataFrame(schema=FINDINGS_SCHEMA), *answers])
    return found.unique(maintain_order=True) if len(answers) > 1 else found


def asked(check: Check, records: Records, record: ClinicRecord) -> pl.DataFrame:
    """FINDINGS_SCHEMA rows of one check, each source record once.

    It sees of `records` what it reads (`Check.reads`), which records there are and whence they came: where
    none of that is another, neither is the answer.
    """
    seen = Seen(records, record, check.reads(record))
    found = [seen.whence(name, rows.select(ROW).collect().to_series()) for name, rows in check.failing(seen)]
    places = pl.concat(found) if found else pl.DataFrame(schema=FAILED)
    said = places.unique(maintain_order=True).select(
        "file",
        "table",
        pl.lit(None, dtype=pl.String).alias("column"),
        "record",
        pl.lit(check.kind.name).alias("kind"),
        pl.lit(check.kind.severity.value).alias("severity"),
    )
    return said.cast(pl.Schema(FINDINGS_SCHEMA))
