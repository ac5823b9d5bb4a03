"""Sessions: who is signed in, until when, and how it ends at once.

The browser holds 256 random bits and the table their hash. A session ends after a time without a click,
after the longest time, when its person signs out here or everywhere, and when somebody else signs in with
the same browser. A copied cookie is worth nothing from that moment on.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from core.errors import ChartbridgeError
from portal.settings import Settings
from portal.wording import sign_in as words
from storage import INSTALLATION, AuditEvent, Person, SessionRow, Storage, Work

TOUCH = timedelta(minutes=1)
"""How often a click is written down."""


class SignedOut(ChartbridgeError):
    """Somebody whose session has ended, or who never had one."""

    kind: ClassVar[str] = "signed_out"

    def __init__(self) -> None:
        super().__init__(place=words.PLACE, found=words.ENDED, do=words.ENDED_DO)


@dataclass(frozen=True)
class Rules:
    """idle: how long a session lasts without a click. longest: however much is clicked."""

    idle: timedelta
    longest: timedelta

    @classmethod
    def of(cls, settings: Settings) -> Rules:
        return cls(timedelta(minutes=settings.session_idle), timedelta(hours=settings.session_longest))


@dataclass(frozen=True)
class Holder:
    """Whose session it is. token: as the cookie holds it, in memory only."""

    person: Person
    token: str = field(repr=False)


def begin(work: Work, person: Person, *, method: str, rules: Rules, wrong: int = 0) -> str:
    """A new session of this person, who has proven who they are; what its cookie has to hold.

    method: how they proved it, "local" or "oidc". wrong: how many tries had not fitted before.
    """
    token = secrets.token_urlsafe(32)
    work.sessions.begin(person.id, token=token, method=method, lasting=rules.longest)
    tell(work, person, AuditEvent.PERSON_SIGNED_IN, {"method": method, "wrong": wrong})
    return token


def holder(store: Storage, token: str, *, rules: Rules) -> Holder | None:
    """Who holds this session; None where it has ended or was never given out."""
    with store.read() as work:
        row = opened(work, token, store.clock(), rules)
        return None if row is None else Holder(work.people.get(row.person), token)


def is_known(store: Storage, token: str, *, rules: Rules) -> bool:
    """Whether somebody holds this session, without opening who."""
    with store.read() as work:
        return opened(work, token, store.clock(), rules) is not None


def opened(work: Work, token: str, now: datetime, rules: Rules) -> SessionRow | None:
    """The session of this token; None where it has ended or was never given out."""
    row = work.sessions.find(token) if token else None
    return row if row is not None and is_open(row, now, rules) else None


def is_open(row: SessionRow, now: datetime, rules: Rules) -> bool:
    return row.revoked_at is None and now < row.ends_at and now < row.seen_at + rules.idle


def touch(store: Storage, token: str, *, rules: Rules) -> None:
    """A click: a session that is open lasts on. Written at most once a minute."""
    now = store.clock()
    with store.read() as work:
        row = work.sessions.find(token)
    if row is not None and is_open(row, now, rules) and now - row.seen_at >= TOUCH:
        with store.begin() as work:
            work.sessions.touch(token)


def came_with(store: Storage, token: str, device: str) -> None:
    """Keeps the kind of device that a session was just begun from."""
    with store.begin() as work:
        work.sessions.came_with(token, device)


def sign_out(store: Storage, token: str) -> None:
    """Ends one session; nothing where there is none."""
    with store.begin() as work:
        row = work.sessions.find(token) if token else None
        if row is not None and row.revoked_at is None:
            work.sessions.end(token)
            tell(work, work.people.get(row.person), AuditEvent.PERSON_SIGNED_OUT, {})


def end_all(work: Work, person: Person, *, by: str) -> int:
    """Signs this person out everywhere; how many sessions were ended."""
    ended = work.sessions.end_all(person.id)
    tell(work, person, AuditEvent.SESSIONS_ENDED, {"count": ended}, by=by)
    return ended


def tell(work: Work, person: Person, event: AuditEvent, facts: dict[str, object], *, by: str = "") -> None:
    """In the installation's chain, and in that of every project that the person is in (ADR 29)."""
    work.audit.append(INSTALLATION, event, by or person.name, {**facts, "person": person.name})
    for each in work.memberships.of_person(person.id):
        work.audit.append(each.project, event, by or each.name, {**facts, "person": each.name})
