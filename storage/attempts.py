"""Wrong tries to sign in, counted by a keyed name: of an account, known or not, or of a network address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from storage.models_people import AttemptRecord
from storage.unit import INSTALLATION, Unit


@dataclass(frozen=True)
class Attempts:
    """last_at: of the newest; None where there was none."""

    failures: int = 0
    last_at: datetime | None = None


class AttemptBook:
    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def of(self, holder: str) -> Attempts:
        record = self._unit.session.get(AttemptRecord, self._index(holder))
        return Attempts() if record is None else Attempts(record.failures, record.last_at)

    def keep(self, holder: str, failures: int) -> None:
        """As of now. 0 forgets them."""
        record = self._unit.session.get(AttemptRecord, self._index(holder))
        if record is None:
            record = AttemptRecord(holder=self._index(holder))
            self._unit.session.add(record)
        record.failures, record.last_at = failures, self._unit.clock()
        self._unit.session.flush()

    def forget(self, *, before: datetime) -> None:
        """Those too old to matter, so that strangers cannot fill the table for good."""
        self._unit.session.execute(delete(AttemptRecord).where(AttemptRecord.last_at < before))

    def _index(self, holder: str) -> bytes:
        return self._unit.ring(INSTALLATION).index("attempt.holder", holder)
