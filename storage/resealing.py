"""Sealing anew what older versions of the keys have sealed, in slices, while everything stays readable.

Every envelope says by which version it is sealed, so nothing has to be remembered: whoever is stopped starts
again and finds what is left. A field changes in one transaction with others, a blob in one step under its
name, and both versions open all the while. The audit chain and the journals are only ever added to (law 8),
so the older versions of the key of their class are kept for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage.database import for_reading
from storage.envelopes import FIELDS, Blob, FieldsOf, blobs_of, version_of
from storage.keys import KeyRing
from storage.opening import Storage
from storage.sealed_blobs import open_sealed, put_sealed
from storage.sealing import HEADER, Bound
from storage.unit import Unit

SLICE = 200
"""Rows that one transaction seals anew."""

Told = Callable[[int, int], object]
"""Called with (done, of how many) after each slice and each blob; whatever it raises stops the work."""


@dataclass(frozen=True)
class Resealed:
    """How many fields and blobs were sealed anew, by this call."""

    fields: int
    blobs: int


def reseal(storage: Storage, project: str, told: Told = lambda done, total: None) -> Resealed:
    """Seals anew whatever of the project an older version of a key has sealed; asked again, nothing."""
    changing = [each for each in FIELDS if not each.only_added]
    rows = [(each, keys) for each in changing for keys in _slices(storage.engine, each, project)]
    blobs = list(_of_project(storage, project))
    total, fields, sealed = len(rows) + len(blobs), 0, 0
    for done, (each, keys) in enumerate(rows, start=1):
        fields += _reseal_rows(storage, project, each, keys)
        told(done, total)
    for done, blob in enumerate(blobs, start=len(rows) + 1):
        sealed += _reseal_blob(storage, project, blob)
        told(done, total)
    return Resealed(fields, sealed)


def _slices(engine: Engine, of: FieldsOf, project: str) -> Iterator[list[Any]]:
    """Primary keys of the rows, a slice at a time; later rows are sealed by the newest key anyhow."""
    with Session(for_reading(engine)) as session:
        keys = [tuple(row) for row in session.execute(of.keys(project))]
    return (keys[start : start + SLICE] for start in range(0, len(keys), SLICE))


def _reseal_rows(storage: Storage, project: str, of: FieldsOf, keys: list[Any]) -> int:
    """In one transaction, under the project's lock: nobody changes a row between opening and sealing."""
    with storage.unit() as unit:
        unit.lock(project)
        ring = unit.ring(project)
        return sum(_reseal_row(unit, ring, of, project, key) for key in keys)


def _reseal_row(unit: Unit, ring: KeyRing, of: FieldsOf, project: str, key: Any) -> int:
    record = unit.session.get(of.model, key, with_for_update=True)
    changed = 0
    for column in of.columns:
        sealed = getattr(record, column, None)
        if sealed is not None and _is_old(ring, of.bound(project, column, record), sealed):
            bound = of.bound(project, column, record)
            setattr(record, column, ring.seal(ring.open(sealed, bound), bound))
            changed += 1
    return changed


def _is_old(ring: KeyRing, bound: Bound, sealed: bytes) -> bool:
    return version_of(sealed) < ring.newest_of_fields(bound)


def _of_project(storage: Storage, project: str) -> Iterator[Blob]:
    with storage.unit(reading=True) as unit:
        yield from blobs_of(unit, project)


def _reseal_blob(storage: Storage, project: str, blob: Blob) -> bool:
    """Under its own name, in one step: whoever reads the old one meanwhile reads it to its end."""
    with storage.unit(reading=True) as unit:
        ring = unit.ring(project)
    with storage.blobs.read(blob.name) as source:
        version = version_of(source.read(HEADER))
    if version >= ring.current(blob.bound).version:
        return False
    plain = partial(open_sealed, storage.blobs, ring, blob.name, bound=blob.bound, sha256=blob.sha256)
    put_sealed(storage.blobs, ring, plain(), bound=blob.bound, name=lambda _digest: blob.name)
    for _ in plain():
        pass
    return True
