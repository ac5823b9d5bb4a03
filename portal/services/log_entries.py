"""The entries of a run's log, read once and kept in memory, unmasked.

Whoever calls this has asked for authority first and masks after (law 7).
"""

from __future__ import annotations

import polars as pl

from core.migration_log import LOG_SCHEMA
from portal.opened_classes import as_everybody
from portal.services.remembered import remembered
from storage import Storage

LOG = "log"
POSITION = "position"
JOINED = ", "


def entries(store: Storage, project: str, run: str) -> pl.DataFrame:
    """The whole log of one run with each entry's position. A run never changes, so it is read once."""
    return _entries(as_everybody(store), project, run)


@remembered(most=4)
def _entries(store: Storage, project: str, run: str) -> pl.DataFrame:
    with store.read() as work:
        part = next(part for part in work.runs.parts(project, run) if part.name == LOG)
        return as_now(work.runs.open_part(project, run, LOG, part.sensitivity)).with_row_index(POSITION)


def as_now(log: pl.DataFrame) -> pl.DataFrame:
    """A log with all columns that one has now: an older run says nothing of patients and rows."""
    lacking = [pl.lit(None, dtype=t).alias(n) for n, t in LOG_SCHEMA.items() if n not in log.columns]
    return log.with_columns(lacking)
