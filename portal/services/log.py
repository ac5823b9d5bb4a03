"""The migration log: searched, filtered and paged here, a screenful at a time, masked by role (law 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from typing import Any

from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.chart_lenses import lens_of
from portal.services.log_cells import cells_of, chart_of
from portal.services.log_entries import JOINED, POSITION, entries
from portal.services.log_index import answer, index_of
from portal.services.overview import newest_run
from portal.services.source_rows import row_of
from portal.viewmodels.log import PAGE_SIZE, EntryDetail, EntryRef, LogEntry, LogPage, LogQuery
from portal.visit import ProjectChoice
from portal.wording import log as words
from storage import AuditEvent, Storage

UNREMARKABLE = "mapped"
"""What the log says of a record that went in without any finding: for a reader, no reason at all."""


def view(store: Storage, actor: Actor, project: ProjectChoice, query: LogQuery) -> LogPage:
    """The screenful that answers `query`, over the newest run."""
    authorise(actor, Action.SEE_LOG, project.id)
    with store.read() as work:
        run = newest_run(work, project.id)
    if run is None:
        return LogPage(project.name, None)
    identity = allowed(actor, Action.SEE_IDENTITY)
    index = index_of(store, project.id, run.run)
    found = answer(store, project.id, run.run, query, identity=identity)
    pages = max(1, ceil(found.len() / PAGE_SIZE))
    page = min(max(1, query.page), pages)
    shown = index.log[found.slice((page - 1) * PAGE_SIZE, PAGE_SIZE)]
    return LogPage(
        project=project.name,
        run=run.run,
        entries=tuple(_entry(run.run, row, identity=identity) for row in shown.iter_rows(named=True)),
        matching=found.len(),
        total=index.log.height,
        page=page,
        pages=pages,
        tables=tuple((_key(t["file"], t["table"]), t["table"]) for t in run.summary["tables"]),
        reasons=index.reasons,
        identity_shown=identity,
    )


def entry(store: Storage, actor: Actor, project: ProjectChoice, ref: EntryRef) -> EntryDetail:
    """One entry with its row as it stood, where this person may see originals; the look is audited."""
    authorise(actor, Action.SEE_LOG, project.id)
    log = entries(store, project.id, ref.run)
    row = log.row(ref.position, named=True)
    identity = allowed(actor, Action.SEE_IDENTITY)
    shown = _entry(ref.run, row, identity=identity)
    chart = chart_of(store, project.id, row["patient"], lens=lens_of(actor))
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
        patient=str(row["patient"] or "") if identity else "",
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
