"""Access taken in an emergency: by whom, until when, why, and whether the owner has seen it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.models_people import BreakGlassRecord
from storage.sealing import Bound
from storage.unit import Unit, field_bound


@dataclass(frozen=True)
class BrokenGlass:
    number: int
    person: str
    at: datetime
    until: datetime
    reason: str = field(repr=False)
    seen_at: datetime | None = None


class BreakGlass:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def take(self, project: str, person: str, *, name: str, reason: str, until: datetime) -> BrokenGlass:
        unit = self._unit
        unit.lock(project)
        number = unit.next(BreakGlassRecord.number, BreakGlassRecord.project_id == project)
        record = BreakGlassRecord(
            project_id=project,
            number=number,
            person_id=person,
            at=unit.clock(),
            until=until,
            content=unit.seal(reason, _place(project, number)),
        )
        unit.session.add(record)
        unit.session.flush()
        facts = {"number": number, "until": until.isoformat(), "reason": reason}
        self._audit.append(project, AuditEvent.GLASS_BROKEN, name, facts)
        return self._opened(record)

    def of(self, project: str) -> tuple[BrokenGlass, ...]:
        """Newest first."""
        statement = select(BreakGlassRecord).where(BreakGlassRecord.project_id == project)
        found = self._unit.session.scalars(statement.order_by(BreakGlassRecord.number.desc()))
        return tuple(map(self._opened, found))

    def is_open(self, project: str, person: str) -> bool:
        """Whether this person has such access now."""
        statement = select(BreakGlassRecord.until).where(
            BreakGlassRecord.project_id == project, BreakGlassRecord.person_id == person
        )
        now = self._unit.clock()
        return any(until > now for until in self._unit.session.scalars(statement))

    def unseen(self, project: str) -> int:
        statement = select(BreakGlassRecord.number).where(
            BreakGlassRecord.project_id == project, BreakGlassRecord.seen_at.is_(None)
        )
        return len(self._unit.session.scalars(statement).all())

    def see(self, project: str, *, by: str) -> int:
        """The owner has read all that there is; how many were new."""
        self._unit.lock(project)
        statement = select(BreakGlassRecord).where(
            BreakGlassRecord.project_id == project, BreakGlassRecord.seen_at.is_(None)
        )
        found = self._unit.session.scalars(statement).all()
        for record in found:
            record.seen_at = self._unit.clock()
        self._unit.session.flush()
        if found:
            self._audit.append(project, AuditEvent.GLASS_SEEN, by, {"count": len(found)})
        return len(found)

    def _opened(self, record: BreakGlassRecord) -> BrokenGlass:
        reason = self._unit.open(record.content, _place(record.project_id, record.number))
        return BrokenGlass(record.number, record.person_id, record.at, record.until, reason, record.seen_at)


def _place(project: str, number: int) -> Bound:
    return field_bound(project, "break_glass.content", str(number))
