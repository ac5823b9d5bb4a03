"""Who does what a run does table by table and file by file: this machine alone, or others beside it.

The engine says what is to be done and takes what comes back, in the order of what was asked. Whoever did it,
and in how many pieces, changes nothing of a result (law 3): each task is a pure function of its inputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from core.imaging import ImageHeader, inventory
from core.mapping.model import TableMapping
from core.shape.compiling import worked
from core.shape.controlled import with_controlled_held
from core.shape.parting import with_parts_accounted
from core.shape.refuted import with_refuted_inactive
from core.side_by_side import side_by_side
from core.sources.elsewhere import Elsewhere, Nowhere
from core.tables import SourceTable, StoredFile


@dataclass(frozen=True)
class ToShape:
    """A window of a table, and what the table's mapping says with every lookup filled in.

    Shaping asks no row about another, so that a table may be cut anywhere. number: which of its windows
    (`SourceTable.windows`), from 0, for whoever has the table already.
    """

    source: SourceTable
    mapping: TableMapping
    number: int = 0


def shape(wanted: ToShape) -> pl.DataFrame:
    """The rows as `core.shape.compiling.worked` makes them, with what rules say about whole cells."""
    made = worked(wanted.source.opened(), wanted.mapping)
    return with_refuted_inactive(with_controlled_held(with_parts_accounted(made))).frame


class Hands(Elsewhere, Protocol):
    """Does the work of one run."""

    def shaped(self, windows: Iterable[ToShape]) -> Iterator[pl.DataFrame]:
        """What `shape` makes of each, in their order; taken as they are wanted."""
        ...

    def headers(self, files: Sequence[StoredFile]) -> tuple[ImageHeader, ...]:
        """What `inventory` makes of them."""
        ...


class OwnHands(Nowhere):
    """This machine, on the cores that it has."""

    def shaped(self, windows: Iterable[ToShape]) -> Iterator[pl.DataFrame]:
        return side_by_side(shape, windows)

    def headers(self, files: Sequence[StoredFile]) -> tuple[ImageHeader, ...]:
        return inventory(files)


OWN_HANDS = OwnHands()
