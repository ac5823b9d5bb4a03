"""The proof that a sandbox holds a run: every column of every record opened, compared by digest."""

from __future__ import annotations

from dataclasses import dataclass

from core.digests import frame_digest
from storage.sandbox.records import RunRecords
from storage.sandbox.target import Readable


@dataclass(frozen=True)
class Compared:
    """records: how many. differing: what is not the same, "patient (identity)"; names only, never a value."""

    records: int
    differing: tuple[str, ...]


def compared(target: Readable, records: RunRecords) -> Compared:
    """Raises NotStored where nothing is visible, SealBroken where a cell does not open."""
    places = [(entity, each) for entity, classes in records.load.layout.items() for each in classes]
    differing = (
        f"{entity} ({each})"
        for entity, each in places
        if frame_digest(target.opened(entity, each)) != frame_digest(records.published(entity, each))
    )
    return Compared(records.load.rows, tuple(differing))
