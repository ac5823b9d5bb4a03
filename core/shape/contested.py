"""Numbers that two lists use, each for a record of its own: whose record is meant by whoever refers to one.

The first list keeps the number and the other's record waits. What refers to it is not the first list's for
that: a column that is named like the key of the second list points to a record that waits, and where no name
tells, the record is flagged. Otherwise the visits of one tool would silently become other people's (law 2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from core.shape.compiling import HOLD, ROUTE, SOURCE_ID, Worked

KIND = "number_of_two_lists"
_HELD = "duplicate_id"


@dataclass(frozen=True)
class Contest:
    """One entity's numbers of two lists. holder, other: the column that is the key of each."""

    holder: str
    other: str
    numbers: pl.Series

    def points_to_other(self, column: str) -> bool:
        return _same(column, self.other) and not _same(column, self.holder)

    def points_to_holder(self, column: str) -> bool:
        return _same(column, self.holder) and not _same(column, self.other)


Contests = Mapping[str, Sequence[Contest]]
"""Entity -> its contests."""


def contests(tables: Sequence[Worked]) -> Contests:
    """Of tables in which duplicates were settled: what one holds and another wanted."""
    found: dict[str, list[Contest]] = {}
    for other in tables:
        for entity in dict.fromkeys(route.entity for route in other.mapping.routes):
            wanted = other.frame.filter((pl.col(HOLD) == _HELD) & (pl.col(ROUTE) == entity))[SOURCE_ID]
            if wanted.is_empty() or len(other.mapping.key) != 1:
                continue
            for holder in tables:
                if holder is not other and holder.is_route(entity) and len(holder.mapping.key) == 1:
                    numbers = _held(holder, entity, wanted)
                    if not numbers.is_empty():
                        contest = Contest(holder.mapping.key[0], other.mapping.key[0], numbers)
                        found.setdefault(entity, []).append(contest)
    return found


def _held(holder: Worked, entity: str, wanted: pl.Series) -> pl.Series:
    own = holder.frame.filter(holder.published() & (pl.col(ROUTE) == entity))[SOURCE_ID]
    return own.filter(own.is_in(wanted.unique().implode()))


def of_another(number: pl.Expr, column: str, about: Sequence[Contest]) -> pl.Expr:
    """Whether the record that bears this number is not the one that the column points to."""
    return _any(number, [contest for contest in about if contest.points_to_other(column)])


def in_doubt(number: pl.Expr, column: str, about: Sequence[Contest]) -> pl.Expr:
    """Whether nothing tells which of two lists the column points to."""
    told = [c for c in about if not c.points_to_other(column) and not c.points_to_holder(column)]
    return _any(number, told)


def _any(number: pl.Expr, about: Sequence[Contest]) -> pl.Expr:
    if not about:
        return pl.lit(False)
    return pl.any_horizontal(number.is_in(contest.numbers.implode()).fill_null(False) for contest in about)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
