"""Invitations by a link that works once: what is kept is its hash, never the link (law 7)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.models_people import InvitationRecord
from storage.people import folded
from storage.sealing import Bound
from storage.unit import Unit, absent, field_bound


@dataclass(frozen=True)
class Invited:
    """What an invitation is for. renews: the id of a person who lost the way into their account, else ""."""

    project: str
    email: str = field(repr=False)
    role: str
    post: str = ""
    by: str = field(repr=False, default="")
    renews: str = ""


@dataclass(frozen=True)
class Invitation:
    id: str
    what: Invited
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.withdrawn_at is None and now < self.ends_at


class Invitations:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def make(self, what: Invited, *, token: str, until: datetime) -> Invitation:
        """token: 256 random bits, which go into the link and are kept as a hash."""
        unit, number = self._unit, self._unit.new_id()
        record = InvitationRecord(
            id=number,
            project_id=what.project,
            token_hash=hash_of(token),
            content=unit.seal(_text(what), _place(what.project, number)),
            made_at=unit.clock(),
            ends_at=until,
        )
        unit.session.add(record)
        unit.session.flush()
        facts = {"email": folded(what.email), "role": what.role}
        event = AuditEvent.ACCOUNT_REOPENED if what.renews else AuditEvent.PERSON_INVITED
        self._audit.append(what.project, event, what.by, facts)
        return self._opened(record)

    def now(self) -> datetime:
        """By the clock of the store."""
        return self._unit.clock()

    def find(self, token: str) -> Invitation | None:
        """Whatever its state; None for a token that was never given out."""
        statement = select(InvitationRecord).where(InvitationRecord.token_hash == hash_of(token))
        record = self._unit.session.scalar(statement)
        return None if record is None else self._opened(record)

    def to_use(self, token: str) -> Invitation | None:
        """The same for using it: of two who come with one link, the second finds it used."""
        statement = select(InvitationRecord.id).where(InvitationRecord.token_hash == hash_of(token))
        self._unit.session.execute(statement.with_for_update())
        return self.find(token)

    def of_project(self, project: str) -> tuple[Invitation, ...]:
        """All of them, newest first."""
        statement = select(InvitationRecord).where(InvitationRecord.project_id == project)
        ordered = statement.order_by(InvitationRecord.made_at.desc(), InvitationRecord.id)
        return tuple(self._opened(record) for record in self._unit.session.scalars(ordered))

    def open_to(self, email: str, project: str) -> tuple[Invitation, ...]:
        """Those of one address, oldest first; whoever takes them up holds the lock of the installation."""
        found = (each for each in reversed(self.of_project(project)) if each.is_open(self.now()))
        return tuple(each for each in found if each.what.email == folded(email))

    def use(self, invitation: Invitation) -> None:
        """Its event is the joining."""
        self._record(invitation).used_at = self._unit.clock()
        self._unit.session.flush()

    def withdraw(self, invitation: Invitation, *, by: str) -> None:
        self._record(invitation).withdrawn_at = self._unit.clock()
        self._unit.session.flush()
        facts = {"email": invitation.what.email, "role": invitation.what.role}
        self._audit.append(invitation.what.project, AuditEvent.INVITATION_WITHDRAWN, by, facts)

    def _record(self, invitation: Invitation) -> InvitationRecord:
        record = self._unit.session.get(InvitationRecord, invitation.id)
        if record is None:
            raise absent("invitation")
        return record

    def _opened(self, record: InvitationRecord) -> Invitation:
        text = self._unit.open(record.content, _place(record.project_id, record.id))
        what = Invited(record.project_id, **json.loads(text))
        return Invitation(
            record.id, what, record.made_at, record.ends_at, record.used_at, record.withdrawn_at
        )


def hash_of(token: str) -> bytes:
    """Of 256 random bits, so that nothing slower than SHA-256 is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _text(what: Invited) -> str:
    kept = {"email": folded(what.email), "role": what.role, "post": what.post, "renews": what.renews}
    return json.dumps({**kept, "by": what.by})


def _place(project: str, number: str) -> Bound:
    return field_bound(project, "invitation.content", number)
