"""What a handover is made from, handed in by whoever holds the store: this package knows no storage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from core.choices import NO_CHOICES, Choices
from core.decisions import NO_DECISIONS, Decisions
from core.mapping.model import Mapping as ColumnMapping
from core.parts import BILLED, whole_entity
from core.record.model import ClinicRecord, Entity
from core.shape.entities import ID
from reports.handover.beside import NOTHING_BESIDE, Beside
from reports.handover.scope import Scope

ENTITY = "entity/"
LOG = "log"
Blocks = Callable[[str, str], Iterator[pl.DataFrame]]
"""(name, sensitivity) of a part -> its rows in fixed ranges, one in memory at a time."""


@dataclass(frozen=True)
class Original:
    """One file as received. received: ISO 8601 in UTC. counts: whether it is what its path holds now.

    open: gives its content anew, in pieces.
    """

    path: str = field(repr=False)
    sha256: str
    size: int
    received: str
    by: str = field(repr=False)
    counts: bool
    open: Callable[[], Iterator[bytes]] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Content:
    """A published run and what came with it.

    parts: (name, sensitivity) in the order of publishing. choices: what people said of how files are read.
    documents: file name -> PDF. trust: the root of all signatures as PEM, empty where nothing is signed.
    beside: what people did; it leaves with everything alone.
    """

    record: ClinicRecord = field(repr=False)
    scope: Scope
    parts: Sequence[tuple[str, str]] = field(repr=False)
    blocks: Blocks = field(repr=False)
    mapping: ColumnMapping | None = field(repr=False)
    summary: Mapping[str, Any] = field(repr=False)
    originals: Sequence[Original] = field(repr=False)
    decisions: Decisions = field(default=NO_DECISIONS, repr=False)
    choices: Choices = field(default=NO_CHOICES, repr=False)
    documents: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    trust: bytes = field(default=b"", repr=False)
    beside: Beside = field(default=NOTHING_BESIDE, repr=False)

    def entities(self) -> tuple[Entity, ...]:
        """Those with records that leave, in the order in which they are best loaded."""
        there = {name.removeprefix(ENTITY) for name, _ in self.parts if name.startswith(ENTITY)}
        return tuple(e for e in self.record.entities if e.name in there and self.scope.takes(e))

    def entity(self, entity: Entity) -> Iterator[pl.DataFrame]:
        """The records of one entity in blocks, the classes that leave side by side."""
        name = f"{ENTITY}{entity.name}"
        classes = {c.value for c in self.scope.classes}
        cut = [self.blocks(n, c) for n, c in self.parts if n == name and c in classes]
        return (_beside(frames) for frames in zip(*cut, strict=True))

    def sources(self) -> frozenset[tuple[str, str]]:
        """(file, table) of what leaves; none where no mapping says."""
        return frozenset() if self.mapping is None else self.scope.sources(self.mapping, self.record)

    def restricted(self) -> tuple[tuple[str, str], ...]:
        """The parts beside records and log: archives, cells that wait, rejects, findings, files."""
        if not self.scope.unclassed:
            return ()
        return tuple(p for p in self.parts if not p[0].startswith(ENTITY) and p[0] not in (LOG, BILLED))

    def class_of(self, name: str) -> str | None:
        return next((sensitivity for part, sensitivity in self.parts if part == name), None)


def _beside(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    if any(not frame[ID].equals(frames[0][ID]) for frame in frames):
        raise ValueError("two classes of one entity do not have the same records")
    return whole_entity(frames)
