"""Sessions on the server: a browser holds 256 random bits, the table their hash; an end counts at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, select, update

from storage.invitations import hash_of
from storage.models_people import SessionRecord
from storage.unit import Unit


@dataclass(frozen=True)
class SessionRow:
    """ends_at: whatever happens. method: "local", "oidc" or the like."""

    person: str
    method: str
    made_at: datetime
    seen_at: datetime
    ends_at: datetime
    revoked_at: datetime | None


class Sessions:
    """The events are the services': of signing in and out, in the chains that they choose."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def begin(self, person: str, *, token: str, method: str, lasting: timedelta) -> None:
        now = self._unit.clock()
        self._unit.session.add(
            SessionRecord(
                token_hash=hash_of(token),
                person_id=person,
                method=method,
                made_at=now,
                seen_at=now,
                ends_at=now + lasting,
            )
        )
        self._unit.session.flush()

    def find(self, token: str) -> SessionRow | None:
        """Whatever its state; None for a token that was never given out."""
        record = self._unit.session.get(SessionRecord, hash_of(token))
        return None if record is None else _row(record)

    def touch(self, token: str) -> None:
        record = self._unit.session.get(SessionRecord, hash_of(token))
        if record is not None:
            record.seen_at = self._unit.clock()
            self._unit.session.flush()

    def end(self, token: str) -> None:
        record = self._unit.session.get(SessionRecord, hash_of(token))
        if record is not None and record.revoked_at is None:
            record.revoked_at = self._unit.clock()
            self._unit.session.flush()

    def end_all(self, person: str) -> int:
        """How many were still open."""
        statement = update(SessionRecord).where(
            SessionRecord.person_id == person, SessionRecord.revoked_at.is_(None)
        )
        done = self._unit.session.execute(statement.values(revoked_at=self._unit.clock()))
        return done.rowcount if isinstance(done, CursorResult) else 0

    def last_seen(self, person: str) -> datetime | None:
        statement = select(SessionRecord.seen_at).where(SessionRecord.person_id == person)
        seen: datetime | None = self._unit.session.scalar(
            statement.order_by(SessionRecord.seen_at.desc()).limit(1)
        )
        return seen


def _row(record: SessionRecord) -> SessionRow:
    times = (record.made_at, record.seen_at, record.ends_at, record.revoked_at)
    return SessionRow(record.person_id, record.method, *times)
