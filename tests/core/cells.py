"""Cells of an intake by what their columns are to the run, in an order that chance gives once and for all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from core.dependents import Reach
from core.row_ties import Row
from core.tables import RECORD
from tests.core.dependent import Runs


@dataclass(frozen=True)
class Cell:
    """Record `record` of table `at`. other: a text that it does not hold."""

    at: int
    row: Row
    column: str
    other: str

    @property
    def record(self) -> int:
        return self.row[2]


def cells_of(runs: Runs, reach: Reach, chance: random.Random) -> Iterator[Cell]:
    """Of columns that are `reach`; the other text is one of the same column, or what nobody has."""
    columns = [
        (at, column)
        for at, read in enumerate(runs.tables)
        for column in read.table.columns
        if reach in runs.plan.columns[*read.table.key, column] and read.table.frame.height
    ]
    while columns:
        at, column = chance.choice(columns)
        frame = runs.tables[at].table.frame
        place = chance.randrange(frame.height)
        others = {frame[column][chance.randrange(frame.height)] or "", "zzz"} - {frame[column][place]}
        yield Cell(
            at, (*runs.tables[at].table.key, frame[RECORD][place]), column, chance.choice(sorted(others))
        )
