"""The migration log: searched, filtered and paged here, a screenful at a time, masked by role (law 7)."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

import polars as pl

from core.tables import RECORD, Upload
from portal.opened_classes import as_everybody
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.looking import belongs
from portal.services.originals import pinned
from portal.services.overview import newest_run
from portal.services.read_alike import Spoken, as_read_by
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
    shown = _entry(ref.run, row, identity=allowed(actor, Action.SEE_IDENTITY))
    if not allowed(actor, Action.SEE_ORIGINALS):
        asked = whom_to_ask(Action.SEE_ORIGINALS)
        return EntryDetail(shown, (), words.ROW_NOT_SHOWN.format(asked))
    with store.begin() as work:
        facts = {"file": shown.file, "table": shown.table, "record": shown.record, "line": shown.line}
        work.audit.append(project.id, AuditEvent.UPLOAD_OPENED, actor.name, facts)
    return _as_it_stood(store, project.id, ref.run, shown)


def entries(store: Storage, project: str, run: str) -> pl.DataFrame:
    """The whole log of one run with each entry's position. A run never changes, so it is read once.

    Held in memory only, unmasked: whoever calls this has asked for authority first and masks after.
    """
    return _entries(as_everybody(store), project, run)


@lru_cache(maxsize=4)
def _entries(store: Storage, project: str, run: str) -> pl.DataFrame:
    with store.read() as work:
        part = next(part for part in work.runs.parts(project, run) if part.name == LOG)
        return work.runs.open_part(project, run, LOG, part.sensitivity).with_row_index(POSITION)


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


@lru_cache(maxsize=4)
def _in_order(store: Storage, project: str, run: str, order: Order) -> pl.DataFrame:
    log = entries(store, project, run)
    if order is Order.FILE:
        return log
    urgency = pl.col("disposition").replace_strict(_URGENT, default=len(_URGENT), return_dtype=pl.UInt8)
    return log.sort(urgency, POSITION)


def reasons(store: Storage, project: str, run: str) -> tuple[str, ...]:
    """Every reason that the log names, in alphabetical order."""
    return _reasons(as_everybody(store), project, run)


@lru_cache(maxsize=4)
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


def _as_it_stood(store: Storage, project: str, run: str, shown: LogEntry) -> EntryDetail:
    """Read the one file again, as that run read it: the original is the only witness of how a row stood."""
    if shown.record is None:
        return EntryDetail(shown, (), words.ROW_OF_REJECT)
    uploads, spoken = _read_by(store, project, run, shown.file)
    for read in spoken.read(uploads).tables:
        if read.table.key == (shown.file, shown.table):
            found = read.table.frame.filter(pl.col(RECORD) == shown.record)
            if found.height:
                cells = found.row(0, named=True)
                return EntryDetail(shown, tuple((c, cells[c] or "") for c in read.table.columns))
    return EntryDetail(shown, (), words.ROW_NOT_FOUND)


def _read_by(store: Storage, project: str, run: str, file: str) -> tuple[tuple[Upload, ...], Spoken]:
    """The upload that `run` read `file` from, and what was said of it then."""
    with store.read() as work:
        row = next(row for row in work.runs.of(project) if row.run == run)
    uploads = tuple(u for u in pinned(store, project, row.summary["uploads"]) if belongs(file, u.path))
    return uploads, as_read_by(store, project, row.summary)
