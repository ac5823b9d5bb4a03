"""What is kept of a signing key that was replaced: whose it was, when, how, and its certificate for good.

A first key that somebody else could be behind is kept here too, with no old certificate.

The certificate is what earlier signatures are held against. The key itself, wrapped, is kept no longer, so
that whoever knew its passphrase signs nothing more with it here.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.models_keys import ReplacedKeyRecord
from storage.sealing import Bound
from storage.unit import Unit, field_bound


@dataclass(frozen=True)
class Replacing:
    """name, role: whose. old: the certificate (DER) that holds no more, empty where the key is the first.

    holds_from: when the new key signs.

    how: the word for how its person proved who they are. doubt: that for why somebody else could be behind
    it, "" where nothing says so. let_in_by: who had let the person in, where that is the doubt.
    """

    name: str
    role: str
    old: bytes = field(repr=False)
    holds_from: datetime
    how: str
    doubt: str = ""
    let_in_by: str = ""


@dataclass(frozen=True)
class ReplacedKey:
    """at: when it was replaced."""

    what: Replacing
    at: datetime


class ReplacedKeys:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def of(self, project: str) -> tuple[ReplacedKey, ...]:
        """All of them, oldest first."""
        found = select(ReplacedKeyRecord).where(ReplacedKeyRecord.project_id == project)
        ordered = found.order_by(ReplacedKeyRecord.number)
        return tuple(self._opened(record) for record in self._unit.session.scalars(ordered))

    def note(self, project: str, what: Replacing, *, facts: Mapping[str, object]) -> None:
        """For the transaction that replaces it, which holds the project's lock. facts: more for the event."""
        self.keep(project, what)
        told = {name: value for name, value in _plain(what).items() if name not in ("name", "old")}
        self._audit.append(project, AuditEvent.KEY_REPLACED, what.name, {**told, **facts})

    def keep(self, project: str, what: Replacing) -> None:
        """Without an event, as for a first key, which has its own."""
        unit, number = self._unit, self._next(project)
        content = unit.ring(project).seal(_text(what), _place(project, number))
        unit.session.add(
            ReplacedKeyRecord(project_id=project, number=number, at=unit.clock(), content=content)
        )
        unit.session.flush()

    def _next(self, project: str) -> int:
        newest = select(func.max(ReplacedKeyRecord.number)).where(ReplacedKeyRecord.project_id == project)
        return (self._unit.session.scalar(newest) or 0) + 1

    def _opened(self, record: ReplacedKeyRecord) -> ReplacedKey:
        place = _place(record.project_id, record.number)
        told: dict[str, Any] = json.loads(self._unit.ring(record.project_id).open(record.content, place))
        told["old"] = b64decode(told["old"])
        told["holds_from"] = datetime.fromisoformat(told["holds_from"])
        return ReplacedKey(Replacing(**told), record.at)


def _text(what: Replacing) -> bytes:
    return json.dumps(_plain(what)).encode()


def _plain(what: Replacing) -> dict[str, str]:
    return {**vars(what), "old": b64encode(what.old).decode(), "holds_from": what.holds_from.isoformat()}


def _place(project: str, number: int) -> Bound:
    return field_bound(project, "replaced_key.content", str(number))
