"""How files were read: the list of them, and one opened: what was found, what people said, what is damaged.

Everybody of a project sees what was found. Lines and cells are originals: without that right the page is the
same with its rows left out (law 7). That somebody looked at lines leaves an event.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from core.choices import Topic as Aspect
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.looking import Note, belongs
from portal.services.quarters import quarter_of
from portal.services.read_alike import spoken_at
from portal.services.reading_list import lines_of
from portal.services.reading_opened import Batch, OpenedFile, batch_of, opened_file
from portal.viewmodels.reading import (
    NONE,
    ChoiceView,
    FileLine,
    FileReading,
    ReadingPage,
    ReadingQuery,
    TableReading,
    Topic,
)
from portal.visit import ProjectChoice
from portal.wording import reading_found as words
from storage import AuditEvent, Storage

_OF_TEXT = (Topic.FORMAT, Topic.ENCODING, Topic.DELIMITER, Topic.QUOTE, Topic.ESCAPE, Topic.HEADER)
_OF_FIXED = (Topic.FORMAT, Topic.ENCODING)


def view(store: Storage, actor: Actor, project: ProjectChoice, query: ReadingQuery) -> ReadingPage:
    """The page with one file opened: the one asked for, or where that is not among them the first that needs
    somebody. Raises Forbidden, and ChoicesInvalid for what cannot hold.
    """
    authorise(actor, Action.SEE_LOG, project.id)
    batch = batch_of(store, project.id)
    with store.read() as work:
        rows = work.uploads.current(project.id)
        note = Note.newest(work.jobs.of(project.id))
        kept = work.choices.get(project.id, batch.version)
        choices = spoken_at(work, project.id, batch.version).choices
    lines = lines_of(rows, note, choices)
    if not any(belongs(query.path, row.path) for row in rows):
        query = ReadingQuery()
    sees = allowed(actor, Action.SEE_ORIGINALS)
    open_file = _open(store, actor, project.id, batch, query, lines, sees=sees)
    return ReadingPage(
        project=project.name,
        files=tuple(_as_it_is(line, open_file) for line in lines),
        open=open_file,
        version=batch.version,
        may_change=allowed(actor, Action.MAP),
        sees_rows=sees,
        ask=whom_to_ask(Action.MAP),
        can_undo=kept is not None and bool(kept.text or kept.passwords),
    )


def _open(
    store: Storage,
    actor: Actor,
    project: str,
    batch: Batch,
    query: ReadingQuery,
    lines: tuple[FileLine, ...],
    *,
    sees: bool,
) -> FileReading | None:
    first = next((line.path for line in lines if line.locked or line.open_repairs or line.rejects), None)
    path = query.path or first or next((line.path for line in lines), "")
    if not path:
        return None
    trying = query.trying if query.trying is not None and query.trying.path == path else None
    found = opened_file(store, project, batch, path, trying=trying)
    if sees:
        _look(store, project, actor.name, path, quarter=quarter_of(store.clock()))
    with store.read() as work:
        spoken = spoken_at(work, project, batch.version)
    view = file_view(found, trying=trying is not None)
    given = spoken.means.passwords.get(path) is not None and not found.locked
    whole = replace(view, password_given=given)
    return whole if sees else replace(whole, tables=tuple(map(_without_rows, whole.tables)))


@lru_cache(maxsize=1024)
def _look(store: Storage, project: str, person: str, path: str, *, quarter: int) -> None:
    """Called again with the same words it does nothing: one event a person, file and quarter of an hour."""
    facts = {"file": path, "lines": True, "quarter": quarter}
    with store.begin() as work:
        work.audit.append(project, AuditEvent.UPLOAD_OPENED, person, facts)


def file_view(found: OpenedFile, *, trying: bool) -> FileReading:
    tables = tuple(
        replace(table, choices=_choices(found)) if n == 0 and found.itself else table
        for n, table in enumerate(found.tables)
    )
    fixed = found.fixed
    return FileReading(
        path=found.path,
        label=found.label,
        why=found.why,
        tables=tables,
        locked=found.locked,
        layout=fixed.columns if fixed else (),
        skip=fixed.body if fixed else 0,
        trying=trying,
    )


def _choices(found: OpenedFile) -> tuple[ChoiceView, ...]:
    topics = _OF_FIXED if found.fixed else _OF_TEXT
    return tuple(_choice(found, topic) for topic in topics)


def _choice(found: OpenedFile, topic: Topic) -> ChoiceView:
    itself = found.itself
    said = found.said.said(Aspect(topic.value)) if found.said else None
    return ChoiceView(
        topic=topic,
        found=itself.value(Aspect(topic.value)) if itself else NONE,
        why=itself.why(Aspect(topic.value)) if itself else "",
        options=words.OPTIONS[topic],
        said=said.value if said else None,
        by=said.by if said else "",
        at=datetime.fromisoformat(said.at) if said and said.at else None,
        remembered=found.remembered,
    )


def _without_rows(table: TableReading) -> TableReading:
    """What is found, with no line and no cell."""
    repairs = tuple(replace(group, examples=()) for group in table.repairs)
    return replace(table, first=(), rejects=(), repairs=repairs)


def _as_it_is(line: FileLine, opened: FileReading | None) -> FileLine:
    """The opened file is read as things stand now, while the rest is as the last look found it."""
    if opened is None or opened.path != line.path or opened.trying:
        return line
    waiting = sum(group.count - group.applied for table in opened.tables for group in table.repairs)
    rejects = sum(table.rejects_in_all for table in opened.tables)
    return replace(line, label=opened.label, open_repairs=waiting, rejects=rejects, locked=opened.locked)
