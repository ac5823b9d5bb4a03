"""Rows as they stood, read again from the one file that they came in, as their run read it.

The original is the only witness of how a row stood. What was read last is kept in memory, so that the next
entry of the same file is there at once. Whoever calls this has asked for authority first.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from core.tables import RECORD, SourceTable, Upload
from portal.opened_classes import as_everybody
from portal.services.looking import belongs
from portal.services.originals import pinned
from portal.services.read_alike import Spoken, as_read_by
from portal.services.remembered import remembered
from storage import Storage

Key = tuple[str, str]


def row_of(store: Storage, project: str, run: str, table: Key, record: int) -> SourceTable | None:
    """The table with this one row; None where it is not found again."""
    whole = tables_in(as_everybody(store), project, run, table[0]).get(table)
    if whole is None:
        return None
    row = whole.frame.filter(pl.col(RECORD) == record)
    return SourceTable(*table, whole.columns, row) if row.height else None


@remembered(most=2)
def tables_in(store: Storage, project: str, run: str, file: str) -> Mapping[Key, SourceTable]:
    """The tables of one file."""
    uploads, spoken = _read_by(store, project, run, file)
    return {read.table.key: read.table for read in spoken.read(uploads).tables}


def _read_by(store: Storage, project: str, run: str, file: str) -> tuple[tuple[Upload, ...], Spoken]:
    """The upload that `run` read `file` from, and what was said of it then."""
    with store.read() as work:
        summary = work.runs.get(project, run).summary
    uploads = tuple(u for u in pinned(store, project, summary["uploads"]) if belongs(file, u.path))
    return uploads, as_read_by(store, project, summary)
