"""Who is who at a provider: issuer and subject, which never change, lead to one person (ADR 34).

An address leads to nobody: it can be given to somebody else there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import delete

from storage.canonical import canonical
from storage.models_people import IdentityRecord
from storage.unit import INSTALLATION, Unit


@dataclass(frozen=True)
class Holder:
    """As a provider names somebody: only both together are anybody's own."""

    issuer: str
    subject: str = field(repr=False)


@dataclass(frozen=True)
class Identity:
    """claimed: the project whose role came by the provider's word, "" for none."""

    person: str
    claimed: str = ""


class Identities:
    """The events are the services', which know what a sign-in led to."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def to_bind(self, holder: Holder) -> Identity | None:
        """Who this is, None for a stranger. Whoever binds waits until this unit has ended."""
        self._unit.lock(INSTALLATION)
        record = self._unit.session.get(IdentityRecord, self._index(holder))
        return None if record is None else Identity(record.person_id, record.claimed_project_id or "")

    def bind(self, holder: Holder, identity: Identity) -> None:
        """From now on the holder is this person, and nobody else at the provider is."""
        session, claimed = self._unit.session, identity.claimed or None
        record = session.get(IdentityRecord, self._index(holder))
        if record is not None and record.person_id == identity.person:
            record.claimed_project_id = claimed
        else:
            session.execute(delete(IdentityRecord).where(IdentityRecord.person_id == identity.person))
            kept = {"person_id": identity.person, "claimed_project_id": claimed}
            session.add(IdentityRecord(holder=self._index(holder), made_at=self._unit.clock(), **kept))
        session.flush()

    def _index(self, holder: Holder) -> bytes:
        named = canonical(holder.issuer, holder.subject).hex()
        return self._unit.ring(INSTALLATION).index("identity.holder", named)
