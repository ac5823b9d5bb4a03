"""Clears what is over about people: sessions, invitations and accesses that nobody can use any more.

What happened stands in the audit trail and is never cleared (law 8). Kept are the newest session of each
person, by which People says when they were last here, and whatever the owner has not read yet. No key is
needed to clear, only to say so.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, and_, delete, func, or_, select
from sqlalchemy.orm import aliased

from storage.audit_events import AuditEvent
from storage.jobs import JobState
from storage.models import JobRecord
from storage.models_people import (
    AttemptRecord,
    BreakGlassRecord,
    InvitationRecord,
    SessionRecord,
    SpentNonceRecord,
)
from storage.opening import Storage
from storage.unit import INSTALLATION, Unit

KEPT = timedelta(days=30)
"""How long what is over stays: long enough to look into what somebody asks about."""
TRIES_KEPT = timedelta(days=1)
"""After so long a try to sign in counts for nothing."""


@dataclass(frozen=True)
class Cleared:
    """How many rows of each. tries: those that count no more, and nonces that nobody could show again."""

    sessions: int
    invitations: int
    accesses: int
    tries: int


def clear(storage: Storage, *, by: str, kind: str) -> Cleared:
    """One transaction. by: the worker, for the event. kind: of the jobs that clear, whose own rows go too."""
    with storage.begin() as work:
        unit = work.unit_of_keys()
        unit.lock(INSTALLATION)
        now = unit.clock()
        done = Cleared(
            _rows(unit, SessionRecord, _sessions(now - KEPT)),
            _rows(unit, InvitationRecord, _invitations(now - KEPT)),
            _rows(unit, BreakGlassRecord, _accesses(now - KEPT)),
            _rows(unit, AttemptRecord, AttemptRecord.last_at < now - TRIES_KEPT)
            + _rows(unit, SpentNonceRecord, SpentNonceRecord.ends_at < now),
        )
        _rows(unit, JobRecord, _jobs(kind, now - KEPT))
        if any(asdict(done).values()):
            work.audit.append(INSTALLATION, AuditEvent.PEOPLE_CLEARED, by, asdict(done))
    return done


def _rows(unit: Unit, model: type, which: ColumnElement[bool]) -> int:
    done = unit.session.execute(delete(model).where(which).execution_options(synchronize_session=False))
    return done.rowcount if isinstance(done, CursorResult) else 0


def _sessions(before: datetime) -> ColumnElement[bool]:
    other = aliased(SessionRecord)
    newest = select(func.max(other.seen_at)).where(other.person_id == SessionRecord.person_id)
    over = or_(SessionRecord.ends_at < before, SessionRecord.revoked_at < before)
    return and_(over, SessionRecord.seen_at < newest.correlate(SessionRecord).scalar_subquery())


def _invitations(before: datetime) -> ColumnElement[bool]:
    ends = (InvitationRecord.ends_at, InvitationRecord.used_at, InvitationRecord.withdrawn_at)
    return or_(*(end < before for end in ends))


def _accesses(before: datetime) -> ColumnElement[bool]:
    """Read by the owner, and not the newest of its project, whose number the next one follows."""
    other = aliased(BreakGlassRecord)
    newest = select(func.max(other.number)).where(other.project_id == BreakGlassRecord.project_id)
    over = and_(BreakGlassRecord.until < before, BreakGlassRecord.seen_at < before)
    return and_(over, BreakGlassRecord.number < newest.correlate(BreakGlassRecord).scalar_subquery())


def _jobs(kind: str, before: datetime) -> ColumnElement[bool]:
    over = JobRecord.state.not_in((JobState.QUEUED, JobState.LEASED))
    mine = and_(JobRecord.project_id == INSTALLATION, JobRecord.kind == kind)
    return and_(mine, over, JobRecord.changed_at < before)
