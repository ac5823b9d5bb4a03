"""The two sums of law 1 as a page shows them: records and cells, each with its parts.

A green tick needs both sums to be even and nothing waiting (contracts, section 1: "Closes").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

RECORD_PARTS = ("waiting", "flagged", "skipped", "merged", "imported")
CELL_PARTS = ("waiting", "declined", "archived", "mapped")
"""What is not done stands first (design, 11)."""


class Standing(StrEnum):
    """SETTLED: even, nothing waits. WAITING: even, something waits. UNEVEN: the parts miss the total."""

    SETTLED = "settled"
    WAITING = "waiting"
    UNEVEN = "uneven"


@dataclass(frozen=True)
class Sum:
    """total: counted on its own. parts: (name, count), in the order in which they are decided."""

    total: int
    parts: tuple[tuple[str, int], ...]

    @property
    def accounted(self) -> int:
        return sum(count for _, count in self.parts)

    @property
    def missing(self) -> int:
        """How many of the total no part accounts for; negative when the parts hold too many."""
        return self.total - self.accounted

    def count(self, part: str) -> int:
        return dict(self.parts).get(part, 0)

    @property
    def standing(self) -> Standing:
        if self.missing:
            return Standing.UNEVEN
        return Standing.WAITING if self.count("waiting") else Standing.SETTLED


@dataclass(frozen=True)
class Conservation:
    """Both sums of one run. closes: what the engine said, table by table; the page trusts neither alone."""

    records: Sum
    cells: Sum
    closes: bool

    @property
    def standing(self) -> Standing:
        standings = (self.records.standing, self.cells.standing)
        if not self.closes or Standing.UNEVEN in standings:
            return Standing.UNEVEN
        return Standing.WAITING if Standing.WAITING in standings else Standing.SETTLED


def sum_of_records(tables: Sequence[Mapping[str, int | str]]) -> Sum:
    """The records sum over rows of a run's summary (contracts, section 4)."""
    return Sum(
        total=sum(int(t["records_in_file"]) for t in tables),
        parts=tuple((part, sum(int(t[part]) for t in tables)) for part in RECORD_PARTS),
    )


def sum_of_cells(cells: Mapping[str, int]) -> Sum:
    return Sum(total=cells["non_empty"], parts=tuple((part, cells[part]) for part in CELL_PARTS))
