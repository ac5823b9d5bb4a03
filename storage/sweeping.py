"""Removes blobs that no row names: what a stopped upload or publish left behind (blob first, row second).

An upload that was cut and stays cut is forgotten first, so that its slices go the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.anchors import FOLDER
from storage.database import for_reading
from storage.models import BLOB_COLUMNS, ProjectRecord
from storage.models_slices import BegunRecord, SliceRecord
from storage.models_stages import StagePieceRecord
from storage.opening import Storage

AGE = timedelta(days=1)
"""Longer than any transaction that has written its blobs and not yet its rows."""

_NEEDED = (*BLOB_COLUMNS, SliceRecord.blob)
_NAMING = (*_NEEDED, StagePieceRecord.blob)


@dataclass(frozen=True)
class Swept:
    """blobs: orphans removed. aside: writes that were begun and never committed, removed.

    kept: those of the orphans of which the store keeps an old, locked version: sealed, and out of sight.
    """

    blobs: int
    aside: int
    kept: int = 0


def sweep(storage: Storage, *, age: timedelta = AGE) -> Swept:
    """Removes orphans older than `age`; anchors are never orphans."""
    before = storage.clock() - age
    _forget_begun(storage, before)
    kept = named(storage)
    orphans = [name for name in _old(storage, before) if name not in kept]
    removed = [gone for name in orphans if (gone := _remove(storage, name, before=before)) is not None]
    return Swept(len(removed), storage.blobs.sweep_aside(before), kept=removed.count(False))


def _forget_begun(storage: Storage, before: datetime) -> None:
    """Uploads that were cut and that nobody went on with, and those that were finished long ago.

    Their slices are orphans from then on. No project's keys are needed.
    """
    old = select(BegunRecord).where(BegunRecord.changed_at < before).with_for_update()
    with Session(storage.engine) as session, session.begin():
        for begun in session.scalars(old).all():
            session.execute(delete(SliceRecord).where(SliceRecord.begun_id == begun.id))
            session.delete(begun)


def _old(storage: Storage, before: datetime) -> list[str]:
    return [
        blob.name
        for blob in storage.blobs.list()
        if blob.modified < before and not blob.name.startswith(f"{FOLDER}/")
    ]


def named(storage: Storage) -> set[str]:
    """Every blob that a row names."""
    return _in_rows(storage, _NAMING)


def needed(storage: Storage) -> set[str]:
    """Those of them that may not be lost: what stages gave may go at any time."""
    return _in_rows(storage, _NEEDED)


def _in_rows(storage: Storage, columns: Iterable[Any]) -> set[str]:
    with Session(for_reading(storage.engine)) as session:
        found = (name for column in columns for name in session.scalars(select(column)))
        return {name for name in found if name is not None}


def _remove(storage: Storage, name: str, *, before: datetime) -> bool | None:
    """Whether nothing is left of it; None where it was no orphan after all.

    Looks again under the project's lock, under which whoever names the blob checks that it is there.
    """
    with Session(storage.engine) as session, session.begin():
        project = ProjectRecord.id == name.partition("/")[0]
        session.execute(select(ProjectRecord.id).where(project).with_for_update(key_share=True))
        named = any(session.scalar(select(column).where(column == name).limit(1)) for column in _NAMING)
        again = storage.blobs.find(name)
        if named or again is None or again.modified >= before:
            return None
        return storage.blobs.delete(name)
