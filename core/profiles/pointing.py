"""What of a column is compared with the columns of other tables, to tell whether it points there.

Between two columns of few values a set of numbers is quicker than a query; between long ones it is the other
way round. Both tell the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from core.profiles.counting import Counted, apart

FEW = 3_000
"""Values, or stencils, up to which two columns are compared without a query."""


@dataclass(frozen=True)
class Pointing:
    """What is compared of a column: its different values, trimmed and case-folded, as numbers.

    hashes: UInt64, each once. stencils: stencil (case-folded) and how many values have it.
    """

    name: str
    hashes: pl.Series = field(repr=False)
    stencils: pl.DataFrame = field(repr=False)

    def at_most(self, there: Pointing) -> int:
        """How many values have the stencil of some value of `there`: no others can be found there."""
        if self._written is None or there._written is None:
            return int(self.stencils.join(there.stencils, on="stencil", how="semi")["distinct"].sum())
        theirs = there._written
        return sum(distinct for stencil, distinct in self._written.items() if stencil in theirs)

    def found(self, there: Pointing) -> int:
        """How many values are values of `there`."""
        if self._few is None or there._few is None:
            mine, theirs = self.hashes.to_frame("hash").lazy(), there.hashes.to_frame("hash").lazy()
            return mine.join(theirs, on="hash", how="semi").collect().height
        return len(self._few & there._few)

    @cached_property
    def _written(self) -> dict[str, int] | None:
        if self.stencils.height > FEW:
            return None
        stencils, distinct = (self.stencils.get_column(name) for name in ("stencil", "distinct"))
        return dict(zip(stencils.to_list(), distinct.to_list(), strict=True))

    @cached_property
    def _few(self) -> frozenset[int] | None:
        return frozenset(self.hashes.to_list()) if len(self.hashes) <= FEW else None


def pointings(group: Counted, names: Sequence[str]) -> list[Pointing]:
    """Of these columns of a group, in their order."""
    at = [group.names.index(name) for name in names]
    wanted = pl.col("column").is_in(at) if len(at) < len(group.names) else pl.lit(value=True)
    stencils = _lower(group.stencils.lazy().filter(wanted).collect())
    values = _folded(group.values.lazy().filter(wanted).select("column", "value"), group.stencils)
    hashes, written = apart(values, len(at)), apart(stencils, len(at))
    return [
        Pointing(name, hashes(i).get_column("hash"), written(i)) for name, i in zip(names, at, strict=True)
    ]


def _lower(stencils: pl.DataFrame) -> pl.DataFrame:
    lower = pl.col("stencil").str.to_lowercase()
    return stencils.lazy().group_by("column", lower).agg(pl.col("distinct").sum()).collect()


def _folded(values: pl.LazyFrame, stencils: pl.DataFrame) -> pl.DataFrame:
    """column, hash. Only where some value has a capital letter can two of them become one."""
    stencil = stencils.get_column("stencil")
    if not (stencil == stencil.str.to_lowercase()).all():
        values = values.with_columns(pl.col("value").str.to_lowercase()).unique()
    return values.select("column", pl.col("value").hash().alias("hash")).collect()
