"""The migration log: searched, filtered and paged here, a screenful at a time, masked by role (law 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from typing import Any

import polars as pl

from core.migration_log import LOG_SCHEMA
from portal.opened_classes import as_everybody
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.log_cells import cells_of, chart_of
from portal.services.overview import newest_run
from portal.services.remembered import remembered
from portal.services.source_rows import row_of
from portal.viewmodels.log import PAGE_SIZE, EntryDetail, EntryRef, LogEntry, LogPage, LogQuery, Order
from portal.visit import ProjectChoice
from portal.wording import log as words
from storage import AuditEvent, Storage

LOG = "log"
POSITION = "position"
JOINED = ", "
UNREMARKABLE = "mapped"
"""What the log says of a record that went in without any finding: for a reader, no reason at all."""
_URGENT = {"waiting": 0, "flagged": 1, "skipped": 2, "merged": 3, "imported": 4}


def view(store: Storage, actor: Actor, project: ProjectChoice, query: LogQuery) -> LogPage:
    """The screenful that answers `query`, over the newest run."""
    authorise(actor, Action.SEE_LOG, project.id)
    with store.read() as work:
        run = newest_run(work, project.id)
    if run is None:
        return LogPage(project.name, None)
    identity = allowed(actor, Action.SEE_IDENTITY)
    log = in_order(store, project.id, run.run, query.order)
    found = log.filter(matching(query, identity=identity))
    pages = max(1, ceil(found.height / PAGE_SIZE))
    page = min(max(1, query.page), pages)
    return LogPage(
        project=project.name,
        run=run.run,
        entries=tuple(
            _entry(run.run, row, identity=identity)
            for row in found.slice((page - 1) * PAGE_SIZE, PAGE_SIZE).iter_rows(named=True)
        ),
        matching=found.height,
        total=log.height,
        page=page,
        pages=pages,
        tables=tuple((_key(t["file"], t["table"]), t["table"]) for t in run.summary["tables"]),
        reasons=reasons(store, project.id, run.run),
        identity_shown=identity,
    )


def entry(store: Storage, actor: Actor, project: ProjectChoice, ref: EntryRef) -> EntryDetail:
    """One entry with its row as it stood, where this person may see originals; the look is audited."""
    authorise(actor, Action.SEE_LOG, project.id)
    log = entries(store, project.id, ref.run)
    row = log.row(ref.position, named=True)
    identity = allowed(actor, Action.SEE_IDENTITY)
    shown = _entry(ref.run, row, identity=identity)
    chart = chart_of(store, actor, project.id, row["patient"])
    return replace(_told(store, actor, project, row, shown), provable=identity, chart=chart)


def _told(
    store: Storage, actor: Actor, project: ProjectChoice, row: Mapping[str, Any], shown: LogEntry
) -> EntryDetail:
    if not allowed(actor, Action.SEE_ORIGINALS):
        asked = whom_to_ask(Action.SEE_ORIGINALS)
        return EntryDetail(shown, (), words.ROW_NOT_SHOWN.format(asked))
    with store.begin() as work:
        facts = {"file": shown.file, "table": shown.table, "record": shown.record, "line": shown.line}
        work.audit.append(project.id, AuditEvent.UPLOAD_OPENED, actor.name, facts)
    return _as_it_stood(store, project.id, row, shown)


def entries(store: Storage, project: str, run: str) -> pl.DataFrame:
    """The whole log of one run with each entry's position. A run never changes, so it is read once.

    Held in memory only, unmasked: whoever calls this has asked for authority first and masks after.
    """
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


def matching(query: LogQuery, *, identity: bool) -> pl.Expr:
    """The question as one expression. identity: whether ids may be searched."""
    asked = [pl.lit(True)]
    if query.table:
        file, _, table = query.table.partition("\t")
        asked.append((pl.col("file") == file) & (pl.col("table") == table))
    if query.record is not None:
        asked.append(pl.col("record") == query.record)
    if query.disposition:
        asked.append(pl.col("disposition") == query.disposition)
    if query.reason:
        asked.append(pl.col("reasons").str.split(JOINED).list.contains(query.reason))
    if query.search.strip():
        asked.append(_holds(query.search.strip(), identity=identity))
    return pl.all_horizontal(asked)


def _holds(text: str, *, identity: bool) -> pl.Expr:
    """Text as typed, upper or lower case alike; a number also finds the record of that number."""
    columns = ["file", "table", "reasons", "by", *(["source_id", "targets"] if identity else [])]
    wanted = text.lower()
    held = [pl.col(c).fill_null("").str.to_lowercase().str.contains(wanted, literal=True) for c in columns]
    if text.isdigit():
        held.append(pl.col("record").cast(pl.String) == text)
    return pl.any_horizontal(held)


def in_order(store: Storage, project: str, run: str, order: Order) -> pl.DataFrame:
    """The log sorted once, so that a question only filters."""
    return _in_order(as_everybody(store), project, run, order)


@remembered(most=4)
def _in_order(store: Storage, project: str, run: str, order: Order) -> pl.DataFrame:
    log = entries(store, project, run)
    if order is Order.FILE:
        return log
    urgency = pl.col("disposition").replace_strict(_URGENT, default=len(_URGENT), return_dtype=pl.UInt8)
    return log.sort(urgency, POSITION)


def reasons(store: Storage, project: str, run: str) -> tuple[str, ...]:
    """Every reason that the log names, in alphabetical order."""
    return _reasons(as_everybody(store), project, run)


@remembered(most=4)
def _reasons(store: Storage, project: str, run: str) -> tuple[str, ...]:
    combined = entries(store, project, run).get_column("reasons").drop_nulls().unique()
    return tuple(sorted({reason for text in combined for reason in _several(text)}))


def _entry(run: str, row: dict[str, object], *, identity: bool) -> LogEntry:
    record = row["record"]
    return LogEntry(
        ref=EntryRef(run, int(str(row[POSITION]))),
        file=str(row["file"]),
        table=str(row["table"]),
        record=int(str(record)) if record is not None else None,
        line=int(str(row["line"] or 0)),
        source_id=str(row["source_id"] or "") if identity else "",
        disposition=str(row["disposition"]),
        reasons=_several(row["reasons"]),
        by=str(row["by"] or ""),
        targets=_several(row["targets"]) if identity else (),
    )


def _several(joined: object) -> tuple[str, ...]:
    return tuple(part for part in str(joined or "").split(JOINED) if part and part != UNREMARKABLE)


def _key(file: str, table: str) -> str:
    return f"{file}\t{table}"


def _as_it_stood(store: Storage, project: str, row: Mapping[str, Any], shown: LogEntry) -> EntryDetail:
    if shown.record is None:
        return EntryDetail(shown, (), words.ROW_OF_REJECT)
    run = shown.ref.run
    found = row_of(store, project, run, (shown.file, shown.table), shown.record)
    if found is None:
        return EntryDetail(shown, (), words.ROW_NOT_FOUND)
    texts = found.frame.row(0, named=True)
    cells = tuple((column, texts[column] or "") for column in found.columns)
    return EntryDetail(shown, cells, fates=cells_of(store, project, run, row, found))
