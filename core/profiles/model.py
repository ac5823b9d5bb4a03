"""What was seen in a table, as data. Top values are patient data: they stay out of reprs (law 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from core.profiles.counting import Counted
from core.profiles.dates import DateOrder, OrderEvidence
from core.profiles.shapes import Shape

NEARLY = 0.97
"""Share of different values, over all rows, from which a key with a few repeats is still the key."""


@dataclass(frozen=True)
class ColumnProfile:
    """One column, every row looked at.

    rows: records of the table. filled: cells with a non-whitespace character (contracts, section 1).
    distinct: different trimmed values among them. shortest, longest: in characters, None when empty.
    top: the most frequent values with their counts, most frequent first (patient data: sealed use only).
    counts: filled cells by shape; a cell may have several. low, high: of the plain numbers, for judging
    a column and never for sums. order: evidence of day and month order.
    """

    name: str
    rows: int = 0
    filled: int = 0
    distinct: int = 0
    shortest: int | None = None
    longest: int | None = None
    top: tuple[tuple[str, int], ...] = field(default=(), repr=False)
    counts: Mapping[Shape, int] = field(default_factory=dict)
    low: float | None = field(default=None, repr=False)
    high: float | None = field(default=None, repr=False)
    order: OrderEvidence = field(default_factory=OrderEvidence)

    @property
    def unique(self) -> bool:
        """No two filled cells are alike."""
        return 0 < self.filled == self.distinct

    @property
    def key_candidate(self) -> bool:
        """It names every record: unique and never empty."""
        return self.unique and self.filled == self.rows

    @property
    def nearly_key(self) -> bool:
        """It names nearly every record: old systems repeat or lose a few keys."""
        return 0 < self.rows * NEARLY <= self.distinct

    @property
    def fill(self) -> float:
        return self.filled / self.rows if self.rows else 0.0

    @property
    def date_order(self) -> DateOrder:
        return self.order.order

    @property
    def leading_zeros(self) -> int:
        return self.counts.get(Shape.ZERO_LED, 0)

    def share(self, *shapes: Shape) -> float:
        """Share of the filled cells that have one of `shapes`, which must exclude each other."""
        return sum(self.counts.get(s, 0) for s in shapes) / self.filled if self.filled else 0.0

    def most(self, *shapes: Shape) -> float:
        """The largest share among `shapes`, which may overlap."""
        return max((self.share(s) for s in shapes), default=0.0)


@dataclass(frozen=True)
class TableProfile:
    """The columns of one source table, in its order. counted: their values, kept where they are few."""

    file: str
    name: str
    rows: int
    columns: tuple[ColumnProfile, ...]
    counted: Counted | None = field(default=None, repr=False, compare=False)

    def column(self, name: str) -> ColumnProfile:
        return self.by_name[name]

    @cached_property
    def by_name(self) -> Mapping[str, ColumnProfile]:
        return {c.name: c for c in self.columns}
