"""What the repositories of one unit of work share: the transaction, the opened keys, the clock.

Keys are looked up apart from the unit's own transaction, so that sealing gigabytes does not hold the
write lock: the transaction begins with the first statement and ends with the `with`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from storage.blobs import BlobStore
from storage.canonical import to_bytes, to_text
from storage.errors import NotStored
from storage.keys import KeyRing, Sensitivity, WrappedKey, open_keys
from storage.master_key import MasterKey
from storage.models import ProjectRecord, WrappedKeyRecord
from storage.sealing import Bound

INSTALLATION = "installation"
"""Under this id the installation's own things are sealed and chained; it is no project."""


@dataclass(frozen=True)
class Head:
    """The newest event of a project's chain."""

    seq: int
    hash: bytes
    at: datetime


@dataclass
class Unit:
    """reading: an engine for short reads outside the transaction. appended: heads to anchor after commit."""

    session: Session
    reading: Engine
    blobs: BlobStore
    master: MasterKey
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    rings: dict[str, KeyRing] = field(default_factory=dict, repr=False)
    appended: dict[str, Head] = field(default_factory=dict)

    def ring(self, project: str) -> KeyRing:
        """The project's opened keys. Raises NotStored, KeyDestroyed or KeyRefused."""
        if project not in self.rings:
            self.rings[project] = load_ring(self.reading, project, master=self.master)
        return self.rings[project]

    def seal(self, value: str, bound: Bound) -> bytes:
        return self.ring(bound.project).seal(to_bytes(value), bound)

    def open(self, sealed: bytes, bound: Bound) -> str:
        return to_text(self.ring(bound.project).open(sealed, bound))

    def lock(self, project: str) -> None:
        """Makes writers of one project take turns where the database has no single writer."""
        statement = select(ProjectRecord.id).where(ProjectRecord.id == project).with_for_update()
        if self.session.scalar(statement) is None:
            raise absent("project")

    def next(self, column: Any, *conditions: Any) -> int:
        """One more than the highest number so far."""
        statement = select(column).where(*conditions).order_by(column.desc()).limit(1)
        return int(self.session.scalar(statement) or 0) + 1


def field_bound(project: str, column: str, row: str, sensitivity: str = Sensitivity.RESTRICTED) -> Bound:
    """What a sealed field belongs to: its column ("upload.path") and its row's id."""
    return Bound(project, "field", sensitivity, table=column, part=row)


def load_ring(reading: Engine, project: str, *, master: MasterKey) -> KeyRing:
    statement = select(WrappedKeyRecord.purpose, WrappedKeyRecord.version, WrappedKeyRecord.wrapped).where(
        WrappedKeyRecord.project_id == project
    )
    with reading.connect() as connection:
        stored = [WrappedKey(*row) for row in connection.execute(statement)]
        known = connection.scalar(select(ProjectRecord.id).where(ProjectRecord.id == project))
    if known is None:
        raise absent("project")
    return open_keys(project, stored, master=master)


def absent(what: str) -> NotStored:
    return NotStored(
        place=what,
        found=f"There is no such {what} here.",
        do="Look at the list and choose one that is there.",
    )
