"""The audit trail for people: filtered and paged here, masked by role, its chain checked on request (law 8).

Events are only ever added, so each server keeps what it has opened in memory and reads on from there.
A check reads everything anew from the database, and what was kept is forgotten with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from math import ceil
from threading import Lock
from zoneinfo import ZoneInfo

from portal.permissions import Action, Actor, allowed, authorise
from portal.services.signing_key_lines import key_of
from portal.viewmodels.audit_trail import (
    PAGE_SIZE,
    PORTAL,
    ChainCheck,
    EventLine,
    Soundness,
    TrailPage,
    TrailQuery,
)
from portal.viewmodels.go_live import KeyState
from portal.visit import ProjectChoice
from storage import AuditEvent, AuditRow, Storage, Verdict

A_LOOK = timedelta(minutes=15)
"""Looking again within this time is the same look and leaves no second event."""
_MACHINE = "worker:"
_NOBODY = ("system", "Chartbridge")


def view(
    store: Storage, actor: Actor, project: ProjectChoice, query: TrailQuery, *, zone: ZoneInfo
) -> TrailPage:
    """The screenful that answers `query`, newest first. zone: the clinic's, which days are told in."""
    authorise(actor, Action.SEE_AUDIT, project.id)
    kept = _kept(store, project.id)
    _note_the_look(store, actor, project.id)
    everyone = allowed(actor, Action.SEE_ALL_EVENTS)
    check, rows = kept.check(), kept.rows()
    mine = [line for line in map(line_of, rows) if everyone or line.person == actor.name]
    found = [line for line in reversed(mine) if answers(line, query, zone)]
    pages = max(1, ceil(len(found) / PAGE_SIZE))
    page = min(max(1, query.page), pages)
    return TrailPage(
        project=project.name,
        check=replace(check, newer=max(0, len(rows) - check.events)) if _whole(check) else check,
        lines=tuple(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        matching=len(found),
        total=len(mine),
        page=page,
        pages=pages,
        people=tuple(sorted({line.person or PORTAL for line in mine if line.readable}, key=str.casefold)),
        kinds=tuple(sorted({line.kind for line in mine})),
        days=tuple(sorted({line.at.astimezone(zone).date() for line in mine}, reverse=True)),
        everyone=everyone,
        key=_key_to_remove(store, actor, project.id),
    )


def _key_to_remove(store: Storage, actor: Actor, project: str) -> KeyState:
    """Of whoever may remove the project, whether they have set a passphrase to do so."""
    if not allowed(actor, Action.PURGE):
        return KeyState()
    with store.read() as work:
        return key_of(store, work, project, actor)


def check_chain(store: Storage, actor: Actor, project: str) -> ChainCheck:
    """Read the whole chain anew and judge it; the check itself becomes an event."""
    authorise(actor, Action.SEE_AUDIT, project)
    _kept.cache_clear()
    check = _kept(store, project).check()
    with store.begin() as work:
        facts = {
            "valid": _whole(check),
            "events": check.events,
            "anchored": check.anchored,
            "first_bad": check.first_bad,
        }
        work.audit.append(project, AuditEvent.AUDIT_VERIFIED, actor.name, facts)
    return check


def verdict(store: Storage, actor: Actor, project: str) -> Verdict:
    """As `check_chain`, for whoever asks at a terminal: read anew, and nothing is kept or added."""
    authorise(actor, Action.SEE_AUDIT, project)
    with store.read() as work:
        return work.audit.verify(project)


class _Trail:
    """One project's events as opened so far, and what the last check of them found."""

    def __init__(self, store: Storage, project: str) -> None:
        self._store = store
        self._project = project
        self._rows: list[AuditRow] = []
        self._check: ChainCheck | None = None
        self._lock = Lock()

    def rows(self) -> tuple[AuditRow, ...]:
        with self._lock:
            self._read_on()
            return tuple(self._rows)

    def check(self) -> ChainCheck:
        """The last check; a first one is made where there is none, or where an event newly does not open."""
        with self._lock:
            fresh = self._read_on()
            if self._check is None or not all(row.opened for row in fresh):
                self._check = self._judge()
            return self._check

    def _read_on(self) -> list[AuditRow]:
        with self._store.read() as work:
            fresh = work.audit.since(self._project, self._rows[-1].seq if self._rows else 0)
        self._rows += fresh
        return fresh

    def _judge(self) -> ChainCheck:
        with self._store.read() as work:
            verdict = work.audit.verify(self._project)
        anchored = [row.at for row in self._rows if row.seq == verdict.anchored]
        return _check(verdict, at=self._store.clock(), anchored_at=anchored[0] if anchored else None)


@lru_cache(maxsize=8)
def _kept(store: Storage, project: str) -> _Trail:
    return _Trail(store, project)


def _check(verdict: Verdict, *, at: datetime, anchored_at: datetime | None) -> ChainCheck:
    return ChainCheck(
        soundness=Soundness.WHOLE if verdict.valid else Soundness.PARTED,
        at=at,
        events=verdict.events,
        anchored=verdict.anchored,
        anchored_at=anchored_at,
        first_bad=verdict.first_bad,
        reason=verdict.reason or "",
    )


def _whole(check: ChainCheck) -> bool:
    return check.soundness is Soundness.WHOLE


def line_of(row: AuditRow) -> EventLine:
    """The event as the page tells it."""
    alone = row.event.startswith(_MACHINE) or row.actor in _NOBODY
    person = "" if alone else row.actor
    return EventLine(row.seq, row.at, person, row.event, row.facts, readable=row.opened)


def answers(line: EventLine, query: TrailQuery, zone: ZoneInfo) -> bool:
    """Whether the event was asked for. One that was tampered with is anybody's: nobody can tell whose."""
    person = query.person in ("", line.person or PORTAL) or not line.readable
    kind = query.kind in ("", line.kind)
    day = query.day in ("", line.at.astimezone(zone).date().isoformat())
    return person and kind and day


def _note_the_look(store: Storage, actor: Actor, project: str) -> None:
    """One event per person and quarter of an hour, not one per rerun."""
    since = store.clock() - A_LOOK
    for row in reversed(_kept(store, project).rows()):
        if row.at < since:
            break
        if row.event == AuditEvent.AUDIT_VIEWED and row.actor == actor.name:
            return
    with store.begin() as work:
        work.audit.append(project, AuditEvent.AUDIT_VIEWED, actor.name, {})
