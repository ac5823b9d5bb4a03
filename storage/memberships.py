"""What a person is in a project: name, role, post and grants, each change with its event (law 8)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.errors import KeyDestroyed, StaleVersion
from storage.models_people import MembershipRecord
from storage.sealing import Bound
from storage.unit import Unit, field_bound


@dataclass(frozen=True)
class GrantGiven:
    """grant: its name. by: who gave it, why and when."""

    grant: str
    by: str = field(repr=False)
    reason: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class Membership:
    """name: as the person is called in this project. post: of the vendor's side, "" for others."""

    project: str
    person: str
    name: str = field(repr=False)
    role: str
    post: str = ""
    grants: tuple[GrantGiven, ...] = ()
    version: int = 1
    joined_at: datetime | None = None


class Memberships:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def of_project(self, project: str) -> tuple[Membership, ...]:
        """Whoever is in it now, in the order in which they came."""
        return self._those(project, MembershipRecord.left_at.is_(None))

    def who_left(self, project: str) -> tuple[Membership, ...]:
        """Whoever was in it and is not any more: what they did stands under their names."""
        return self._those(project, MembershipRecord.left_at.is_not(None))

    def of_person(self, person: str) -> tuple[Membership, ...]:
        """Projects whose keys were destroyed are left out."""
        statement = select(MembershipRecord).where(
            MembershipRecord.person_id == person, MembershipRecord.left_at.is_(None)
        )
        found = (self._opened_if_keyed(record) for record in self._unit.session.scalars(statement))
        return tuple(each for each in found if each is not None)

    def find(self, project: str, person: str) -> Membership | None:
        record = self._unit.session.get(MembershipRecord, (project, person))
        return None if record is None or record.left_at is not None else self._opened(record)

    def to_change(self, project: str) -> tuple[Membership, ...]:
        """All of a project for changing one of them: others who change wait until this unit has ended."""
        self._unit.lock(project)
        return self.of_project(project)

    def join(self, membership: Membership, *, by: str, facts: Mapping[str, Any]) -> Membership:
        """Adds a person, or lets one who had left come back."""
        joined = replace(membership, joined_at=self._unit.clock(), version=self._next(membership))
        record = self._unit.session.get(MembershipRecord, (joined.project, joined.person))
        if record is None:
            record = MembershipRecord(project_id=joined.project, person_id=joined.person)
            self._unit.session.add(record)
        record.joined_at, record.left_at = self._unit.clock(), None
        self._write(record, joined)
        self._audit.append(joined.project, AuditEvent.PERSON_JOINED, by, {"role": joined.role, **facts})
        return joined

    def change(
        self, now: Membership, event: AuditEvent, *, by: str, facts: Mapping[str, Any], saw: int
    ) -> Membership:
        """Keeps `now` where nobody changed it since version `saw`. Raises StaleVersion."""
        record = self._seen(now, saw)
        changed = replace(now, version=saw + 1)
        self._write(record, changed)
        self._audit.append(now.project, event, by, {"person": now.name, **facts})
        return changed

    def leave(self, now: Membership, *, by: str, reason: str, saw: int) -> None:
        """Raises StaleVersion. What was done under the name stays as it is."""
        record = self._seen(now, saw)
        record.left_at, record.version = self._unit.clock(), saw + 1
        self._unit.session.flush()
        facts = {"person": now.name, "role": now.role, "reason": reason}
        self._audit.append(now.project, AuditEvent.PERSON_REMOVED, by, facts)

    def _those(self, project: str, there: ColumnElement[bool]) -> tuple[Membership, ...]:
        statement = select(MembershipRecord).where(MembershipRecord.project_id == project, there)
        ordered = statement.order_by(MembershipRecord.joined_at, MembershipRecord.person_id)
        return tuple(self._opened(record) for record in self._unit.session.scalars(ordered))

    def _next(self, membership: Membership) -> int:
        record = self._unit.session.get(MembershipRecord, (membership.project, membership.person))
        return 1 if record is None else record.version + 1

    def _seen(self, now: Membership, saw: int) -> MembershipRecord:
        record = self._unit.session.get(MembershipRecord, (now.project, now.person))
        if record is None or record.version != saw:
            raise _stale()
        return record

    def _write(self, record: MembershipRecord, now: Membership) -> None:
        record.version = now.version
        record.content = self._unit.seal(_text(now), _place(now.project, now.person))
        self._unit.session.flush()

    def _opened(self, record: MembershipRecord) -> Membership:
        text = self._unit.open(record.content, _place(record.project_id, record.person_id))
        content = json.loads(text)
        grants = tuple(
            GrantGiven(each["grant"], each["by"], each["reason"], datetime.fromisoformat(each["at"]))
            for each in content["grants"]
        )
        told = (content["name"], content["role"], content["post"], grants)
        return Membership(record.project_id, record.person_id, *told, record.version, record.joined_at)

    def _opened_if_keyed(self, record: MembershipRecord) -> Membership | None:
        try:
            return self._opened(record)
        except KeyDestroyed:
            return None


def _text(now: Membership) -> str:
    grants = [{"grant": g.grant, "by": g.by, "reason": g.reason, "at": g.at.isoformat()} for g in now.grants]
    return json.dumps({"name": now.name, "role": now.role, "post": now.post, "grants": grants})


def _place(project: str, person: str) -> Bound:
    return field_bound(project, "membership.content", person)


def _stale() -> StaleVersion:
    return StaleVersion(
        place="people",
        found="Somebody changed this in the meantime, so nothing was changed.",
        do="Look at how it stands now and do it again if it still fits.",
    )
