"""What of a column is compared with the columns of other tables, to tell whether it points there.

Between two columns of few values a set of numbers is quicker than a query; between long ones it is the other
way round. Both tell the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from core.profiles.counting import Counted, apart

FEW = 3_000
"""Values, or stencils, up to which two columns are compared without a query."""


Written = dict[str, int]
Numbers = frozenset[int]
Compared = tuple[pl.Series | Numbers, pl.DataFrame | Written]


@dataclass(frozen=True)
class Pointing:
    """What is compared of a column: its different values, trimmed and case-folded, as numbers.

    hashes: UInt64, each once. stencils: stencil (case-folded) and distinct, how many values have it. Of a
    column of few values both as Python has them.
    """

    name: str
    hashes: pl.Series | Numbers = field(repr=False)
    stencils: pl.DataFrame | Written = field(repr=False)

    def at_most(self, there: Pointing) -> int:
        """How many values have the stencil of some value of `there`: no others can be found there."""
        mine, theirs = self._written, there._written
        if mine is None or theirs is None:
            return int(self._stencils.join(there._stencils, on="stencil", how="semi")["distinct"].sum())
        return sum([distinct for stencil, distinct in mine.items() if stencil in theirs])

    def found(self, there: Pointing) -> int:
        """How many values are values of `there`."""
        mine, theirs = self._numbers, there._numbers
        if mine is None or theirs is None:
            return self._hashes.join(there._hashes, on="hash", how="semi").collect().height
        return len(mine & theirs)

    @cached_property
    def _written(self) -> Written | None:
        if isinstance(self.stencils, dict):
            return self.stencils
        return None if self.stencils.height > FEW else written(self.stencils)

    @cached_property
    def _numbers(self) -> Numbers | None:
        if isinstance(self.hashes, frozenset):
            return self.hashes
        return None if len(self.hashes) > FEW else frozenset(self.hashes.to_list())

    @cached_property
    def _stencils(self) -> pl.DataFrame:
        if isinstance(self.stencils, pl.DataFrame):
            return self.stencils
        schema = {"stencil": pl.String, "distinct": pl.UInt32}
        return pl.DataFrame(list(self.stencils.items()), schema=schema, orient="row")

    @cached_property
    def _hashes(self) -> pl.LazyFrame:
        hashes = self.hashes if isinstance(self.hashes, pl.Series) else list(self.hashes)
        return pl.LazyFrame({"hash": hashes}, schema={"hash": pl.UInt64})


def written(stencils: pl.DataFrame) -> Written:
    """stencils: stencil, distinct."""
    found: Written = {}
    for stencil, distinct in stencils.select("stencil", "distinct").iter_rows():
        found[stencil] = found.get(stencil, 0) + distinct
    return found


def pointings(group: Counted, names: Sequence[str]) -> list[Pointing]:
    """Of these columns of a group, in their order."""
    places = {name: i for i, name in enumerate(group.names)}
    at = [places[name] for name in names]
    found = _many(group, at) if group.told is None else _few(group, at)
    return [Pointing(name, *each) for name, each in zip(names, found, strict=True)]


def _few(group: Counted, at: Sequence[int]) -> Iterator[Compared]:
    """Python makes the same small letters of what stands in such a group."""
    stencils: dict[int, Written] = {i: {} for i in range(len(group.names))}
    for column, stencil, distinct in group.stencils.select("column", "stencil", "distinct").iter_rows():
        sums, lower = stencils[column], stencil.lower()
        sums[lower] = sums.get(lower, 0) + distinct
    numbers: dict[int, list[int]] = {i: [] for i in range(len(group.names))}
    for column, number in _folded(group.values.lazy(), group.stencils).iter_rows():
        numbers[column].append(number)
    return ((frozenset(numbers[i]), stencils[i]) for i in at)


def _many(group: Counted, at: Sequence[int]) -> Iterator[Compared]:
    wanted = pl.col("column").is_in(at) if len(at) < len(group.names) else pl.lit(value=True)
    stencils = _lower(group.stencils.lazy().filter(wanted))
    values = _folded(group.values.lazy().filter(wanted), group.stencils)
    hashes, forms = apart(values, len(at)), apart(stencils, len(at))
    return ((hashes(i).get_column("hash"), forms(i)) for i in at)


def _lower(stencils: pl.LazyFrame) -> pl.DataFrame:
    lower = pl.col("stencil").str.to_lowercase()
    return stencils.group_by("column", lower).agg(pl.col("distinct").sum()).collect()


def _folded(values: pl.LazyFrame, stencils: pl.DataFrame) -> pl.DataFrame:
    """column, hash. Only where some value has a capital letter can two of them become one."""
    stencil = stencils.get_column("stencil")
    told = values.select("column", "value")
    if not (stencil == stencil.str.to_lowercase()).all():
        told = told.with_columns(pl.col("value").str.to_lowercase()).unique()
    return told.select("column", pl.col("value").hash().alias("hash")).collect()
