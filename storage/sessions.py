"""Sessions on the server: a browser holds 256 random bits, the table their hash; an end counts at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, select, update

from storage.invitations import hash_of
from storage.models_people import SessionRecord
from storage.sealing import Bound
from storage.unit import INSTALLATION, Unit, field_bound


@dataclass(frozen=True)
class SessionRow:
    """ends_at: whatever happens. method: "local", "oidc" or the like."""

    person: str
    method: str
    made_at: datetime
    seen_at: datetime
    ends_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True)
class OwnSession:
    """One of a person's sessions, as they may tell it from the others.

    id: opens nothing and is told to nobody but them. device: as `came_with` was told, "" where it was not.
    """

    id: str = field(repr=False)
    row: SessionRow
    device: str

    def is_of(self, token: str) -> bool:
        return self.id == hash_of(token).hex()


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
        return self._end(SessionRecord.person_id == person)

    def came_with(self, token: str, device: str) -> None:
        """Keeps from which kind of device this session was begun."""
        record = self._unit.session.get(SessionRecord, hash_of(token))
        if record is not None:
            record.device = self._unit.seal(device, _place(record))
            self._unit.session.flush()

    def of_person(self, person: str) -> tuple[OwnSession, ...]:
        """Those that nobody ended, the one used last first; some may have ended by themselves."""
        statement = select(SessionRecord).where(
            SessionRecord.person_id == person, SessionRecord.revoked_at.is_(None)
        )
        ordered = statement.order_by(SessionRecord.seen_at.desc(), SessionRecord.token_hash)
        return tuple(self._own(record) for record in self._unit.session.scalars(ordered))

    def end_own(self, person: str, number: str) -> OwnSession | None:
        """Ends the session of this id; None where this person has no such one to end."""
        found = [each for each in self.of_person(person) if each.id == number]
        for each in found:
            record = self._unit.session.get_one(SessionRecord, bytes.fromhex(each.id))
            record.revoked_at = self._unit.clock()
        self._unit.session.flush()
        return found[0] if found else None

    def end_others(self, person: str, *, keeping: str) -> int:
        """All but the one of this token; how many were still open."""
        return self._end(SessionRecord.person_id == person, SessionRecord.token_hash != hash_of(keeping))

    def last_seen(self, person: str) -> datetime | None:
        statement = select(SessionRecord.seen_at).where(SessionRecord.person_id == person)
        seen: datetime | None = self._unit.session.scalar(
            statement.order_by(SessionRecord.seen_at.desc()).limit(1)
        )
        return seen

    def _end(self, *of: ColumnElement[bool]) -> int:
        statement = update(SessionRecord).where(SessionRecord.revoked_at.is_(None), *of)
        done = self._unit.session.execute(statement.values(revoked_at=self._unit.clock()))
        return done.rowcount if isinstance(done, CursorResult) else 0

    def _own(self, record: SessionRecord) -> OwnSession:
        device = self._unit.open(record.device, _place(record)) if record.device else ""
        return OwnSession(record.token_hash.hex(), _row(record), device)


def _place(record: SessionRecord) -> Bound:
    return field_bound(INSTALLATION, "session.device", record.token_hash.hex())


def _row(record: SessionRecord) -> SessionRow:
    times = (record.made_at, record.seen_at, record.ends_at, record.revoked_at)
    return SessionRow(record.person_id, record.method, *times)
