"""What a platform has to be able to do for a run's records to be loaded into it.

A load is a sequence of batches of whole patients. `begin` says which batch is next, `put` makes one there
whole or not at all, `finish` makes all of them visible in one step, in place of what was there. Whoever is
killed in between begins again and goes on. One contract test runs over every member
(tests/storage/sandbox/test_contract.py).

A sandbox never sends a reminder, a claim or a statement to anyone (contracts, section 6): a member says
by `silent` that it cannot, or that the platform was told not to, and is not loaded otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import polars as pl

Layout = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Entity -> sensitivity class -> the columns of it that this run fills anywhere, in their declared order."""


@dataclass(frozen=True)
class Load:
    """Everything of one run, about to be loaded.

    key: names the run and its result in a way that only the project's keys can make; hex.
    rows, patients, batches: how many there are.
    """

    project: str
    run: str
    key: str
    layout: Layout = field(repr=False)
    rows: int
    patients: int
    batches: int


@dataclass(frozen=True)
class Piece:
    """The records of one entity in a batch. Row n of every series and frame is one record.

    numbers: which record of the entity it is, from 0, in the order of the run. patients: the number of the
    patient that it belongs to, null for the practice's own. cells: class -> its columns, in clear.
    """

    entity: str
    numbers: pl.Series = field(repr=False)
    patients: pl.Series = field(repr=False)
    cells: Mapping[str, pl.DataFrame] = field(repr=False)


@dataclass(frozen=True)
class Batch:
    """Whole patients, or records that are nobody's. number: from 0."""

    number: int
    pieces: tuple[Piece, ...] = field(repr=False)

    @property
    def rows(self) -> int:
        return sum(len(piece.numbers) for piece in self.pieces)


class Standing(StrEnum):
    """How far a platform is with a load. UNDER_WAY: some of it is there, and nobody sees it yet."""

    UNDER_WAY = "under_way"
    VISIBLE = "visible"


@dataclass(frozen=True)
class State:
    """One load as the platform has it. committed: batches that are there. key: see `Load`."""

    standing: Standing
    key: str
    committed: int
    batches: int
    rows: int
    patients: int


class Target(Protocol):
    """A platform that a run can be loaded into.

    Every method may raise one of `storage.OUTAGES` where the platform does not answer: the same may go well
    later.
    """

    @property
    def silent(self) -> bool:
        """Whether nothing can leave it to a patient, a payer or anybody else."""

    def state(self) -> tuple[State, ...]:
        """What is visible, and what is under way; nothing where it is empty."""

    def begin(self, load: Load) -> int | None:
        """The number of the next batch; None where this very load is visible already.

        What was under way of another load is let go.
        """

    def put(self, load: Load, batch: Batch) -> None:
        """All of a batch or nothing. Raises LoadOvertaken where it is not the next one of this load."""

    def finish(self, load: Load) -> None:
        """Makes the load visible in one step, in place of what was. Raises LoadOvertaken where any lacks."""

    def drop(self) -> bool:
        """Removes everything; whether there was anything."""


class Readable(Target, Protocol):
    """A member whose visible records can be read back, for the proof that they are those of the run."""

    def opened(self, entity: str, sensitivity: str) -> pl.DataFrame:
        """The columns of one class of the visible load, in the order of the run. Raises NotStored."""
