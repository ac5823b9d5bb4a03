"""The proof that a sandbox holds a run: every column of every record opened, compared by digest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from core.digests import frame_digest
from storage.sandbox.records import NUMBER, OWNED, RunRecords
from storage.sandbox.target import Readable


@dataclass(frozen=True)
class Compared:
    """records: how many. differing: what is not the same, "patient (identity)"; names only, never a value."""

    records: int
    differing: tuple[str, ...]


def compared(target: Readable, records: RunRecords) -> Compared:
    """Raises NotStored where nothing is visible, SealBroken where a cell does not open."""
    layout = records.load.layout
    places = [(entity, each, names) for entity, classes in layout.items() for each, names in classes.items()]
    differing = (
        f"{entity} ({each})"
        for entity, each, names in places
        if frame_digest(target.opened(entity, each)) != frame_digest(published(records, entity, each, names))
    )
    return Compared(records.load.rows, tuple(differing))


def published(records: RunRecords, entity: str, sensitivity: str, names: tuple[str, ...]) -> pl.DataFrame:
    """The columns of one class as the run has them, in its order."""
    classes = records.frames[entity]
    order = np.argsort(classes[OWNED][NUMBER].to_numpy())
    return classes[sensitivity].select(names)[order]
