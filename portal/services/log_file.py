"""The filtered migration log as a file: the entries that the page shows, masked by role as they are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from portal.permissions import Action, Actor, allowed, authorise
from portal.services.log import UNREMARKABLE
from portal.services.log_index import answer, index_of
from portal.services.overview import newest_run
from portal.viewmodels.log import LogQuery
from portal.viewmodels.taking import Form
from reports.csv_text import csv_pieces
from reports.parquet_pieces import parquet_pieces
from reports.workbook_pieces import workbook_pieces
from storage import AuditEvent, Storage
from storage.errors import NotStored

AT_ONCE = 20_000
"""Entries that are text at a time."""
COLUMNS = (
    "file",
    "table",
    "record",
    "line",
    "source_id",
    "disposition",
    "reasons",
    "by",
    "targets",
    "patient",
)
IDS = ("source_id", "targets", "patient")
"""What is not in the file of somebody who may not see whose record an entry is about."""


def write(store: Storage, actor: Actor, project: str, query: LogQuery, form: Form) -> Iterator[bytes]:
    """The file in pieces, every entry that answers `query`, in the page's order; audited before its first."""
    authorise(actor, Action.SEE_LOG, project)
    with store.read() as work:
        run = newest_run(work, project)
    if run is None:
        raise NotStored(place="the log", found="No run has finished yet.", do="Come back once one has.")
    identity = allowed(actor, Action.SEE_IDENTITY)
    found = answer(store, project, run.run, query, identity=identity)
    with store.begin() as work:
        facts = {"run": run.run, "form": form.value, "entries": found.len(), "ids": identity}
        work.audit.append(project, AuditEvent.LOG_EXPORTED, actor.name, facts)
    log = index_of(store, project, run.run).log
    return _WRITERS[form](_told(log, found, identity=identity))


def _told(log: pl.DataFrame, found: pl.Series, *, identity: bool) -> Iterator[pl.DataFrame]:
    """As the page tells them: what went in unremarked has no reason, and ids are there where they may be."""
    told = pl.when(pl.col("reasons") == UNREMARKABLE).then(pl.lit("")).otherwise("reasons").alias("reasons")
    columns = [name for name in COLUMNS if identity or name not in IDS]
    for start in range(0, max(found.len(), 1), AT_ONCE):
        yield log[found.slice(start, AT_ONCE)].with_columns(told).select(columns)


_WRITERS: dict[Form, Callable[[Iterator[pl.DataFrame]], Iterator[bytes]]] = {
    Form.CSV: csv_pieces,
    Form.PARQUET: parquet_pieces,
    Form.WORKBOOK: workbook_pieces,
}
