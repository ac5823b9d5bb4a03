"""What the repositories of one unit of work share: the transaction, the opened keys, the clock.

Keys are looked up apart from the unit's own transaction, so that sealing gigabytes does not hold the
write lock: the transaction begins with the first statement and ends with the `with`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, select
from sqlalchemy.orm import Session

from core.sources.means import NO_MEANS, Means
from storage.blobs import BlobStore
from storage.canonical import to_bytes, to_text
from storage.errors import NotStored
from storage.keys import EVERYTHING, Door, KeyRing, Opened, Sensitivity, WrappedKey, class_closed, open_keys
from storage.master_key import MasterKey
from storage.models import InstallationRecord, ProjectRecord, WrappedKeyRecord
from storage.sealing import Bound

WITNESS_AAD = b"chartbridge/installation/1"
INSTALLATION = "installation"
"""Under this id the installation's own things are sealed and chained; it is no project."""


@dataclass(frozen=True)
class Head:
    """The newest event of a project's chain."""

    seq: int
    hash: bytes
    at: datetime


Rings = dict[Opened, dict[str, KeyRing]]
"""What was asked to be opened -> project -> its keys."""


@dataclass
class Unit:
    """reading: an engine for short reads outside the transaction. opened: what its keys open.

    looks: whether it only reads. kept: the rings of this unit and of others that look at the same moment.
    appended: heads to anchor after commit. last: projects whose head is anchored then whatever the time.
    means: what files are read with.
    """

    session: Session
    reading: Engine
    blobs: BlobStore
    master: MasterKey
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    opened: Opened = EVERYTHING
    looks: bool = False
    kept: Rings = field(default_factory=dict, repr=False)
    appended: dict[str, Head] = field(default_factory=dict)
    last: set[str] = field(default_factory=set)
    means: Means = NO_MEANS

    @property
    def rings(self) -> dict[str, KeyRing]:
        return self.kept.setdefault(self.opened, {})

    def ring(self, project: str) -> KeyRing:
        """The project's opened keys. Raises NotStored, KeyDestroyed or KeyRefused."""
        if project not in self.rings:
            self.rings[project] = self._opened_ring(project)
        return self.rings[project]

    def forget_ring(self, project: str) -> None:
        """Its keys were changed: they are opened anew."""
        for rings in self.kept.values():
            rings.pop(project, None)

    def _opened_ring(self, project: str) -> KeyRing:
        if self.looks:
            return load_ring(self.session.connection(), project, master=self.master, opened=self.opened)
        with self.reading.connect() as connection:
            return load_ring(connection, project, master=self.master, opened=self.opened)

    def through(self, doors: Iterable[Door]) -> Unit:
        """The same transaction, its keys opening what `doors` name as well."""
        return replace(self, opened=self.opened.through(doors))

    def wrapped(self, project: str) -> list[WrappedKey]:
        """The project's keys as stored, under its lock; for whoever makes new ones. Raises ClassClosed."""
        if self.opened != EVERYTHING:
            raise class_closed()
        return self.stored(project)

    def stored(self, project: str) -> list[WrappedKey]:
        """The same for whoever opens none of them."""
        self.lock(project)
        return [WrappedKey(*row) for row in self.session.execute(_keys_of(project))]

    def recognise(self) -> None:
        """Raises KeyRefused where another master key has taken over since this process was started."""
        statement = select(InstallationRecord.witness).with_for_update()
        self.master.unwrap(self.session.scalars(statement).one(), aad=WITNESS_AAD)

    def seal(self, value: str, bound: Bound) -> bytes:
        return self.ring(bound.project).seal(to_bytes(value), bound)

    def open(self, sealed: bytes, bound: Bound) -> str:
        return to_text(self.ring(bound.project).open(sealed, bound))

    def lock(self, project: str) -> None:
        """Makes writers of one project take turns where the database has no single writer."""
        statement = select(ProjectRecord.id).where(ProjectRecord.id == project)
        # Not FOR UPDATE: rows that name the project lock its key too, and would wait for us and we for them.
        statement = statement.with_for_update(key_share=True)
        if self.session.scalar(statement) is None:
            raise absent("project")

    def next(self, column: Any, *conditions: Any) -> int:
        """One more than the highest number so far."""
        statement = select(column).where(*conditions).order_by(column.desc()).limit(1)
        return int(self.session.scalar(statement) or 0) + 1


def field_bound(project: str, column: str, row: str, sensitivity: str = Sensitivity.RESTRICTED) -> Bound:
    """What a sealed field belongs to: its column ("upload.path") and its row's id."""
    return Bound(project, "field", sensitivity, table=column, part=row)


def load_ring(
    connection: Connection, project: str, *, master: MasterKey, opened: Opened = EVERYTHING
) -> KeyRing:
    stored = [WrappedKey(*row) for row in connection.execute(_keys_of(project))]
    if not stored and connection.scalar(select(ProjectRecord.id).where(ProjectRecord.id == project)) is None:
        raise absent("project")
    return open_keys(project, stored, master=master, opened=opened)


def _keys_of(project: str) -> Select[str, int, bytes]:
    columns = (WrappedKeyRecord.purpose, WrappedKeyRecord.version, WrappedKeyRecord.wrapped)
    return select(*columns).where(WrappedKeyRecord.project_id == project)


def absent(what: str) -> NotStored:
    return NotStored(
        place=what,
        found=f"There is no such {what} here.",
        do="Look at the list and choose one that is there.",
    )
