"""Which columns name the records of a table: one column, nearly one, or two together.

Pairs are tried only where no single column is a key, over the columns that could make one: two columns
whose numbers of values multiply to fewer than the records cannot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from core.profiles.model import ColumnProfile, TableProfile
from core.profiles.shapes import Shape
from core.tables import SourceTable

COLUMNS_FOR_PAIRS = 8
"""The leftmost columns that are tried in twos: keys stand in front."""
_NO_PART = (Shape.TEXT, Shape.MONEY, Shape.EMAIL)
_NO_KEY = (
    *_NO_PART, Shape.DATE_ISO, Shape.DATE_SLASHED, Shape.DATE_YEAR_FIRST, Shape.DATE_NAMED,
    Shape.DATETIME_ISO, Shape.DATETIME_ZONED, Shape.TIME, Shape.DECIMAL,
)  # fmt: skip
"""What names no record by itself, even where no two are alike by chance: days, times and measures."""


@dataclass(frozen=True)
class Key:
    """columns: one or two. repeated: records that share their key with an earlier one. empty: without one."""

    columns: tuple[str, ...]
    repeated: int = 0
    empty: int = 0

    @property
    def whole(self) -> bool:
        """It names every record."""
        return not self.repeated and not self.empty


def keys(table: SourceTable, profile: TableProfile) -> tuple[Key, ...]:
    """Suspected keys of `table`, whole ones first, then by their place in it."""
    if not profile.rows:
        return ()
    single = [
        Key((c.name,), c.filled - c.distinct, c.rows - c.filled)
        for c in profile.columns
        if (c.key_candidate or c.nearly_key) and c.most(*_NO_KEY) < 0.5
    ]
    pairs = () if any(key.whole for key in single) else tuple(_pairs(table, profile))
    return tuple(sorted([*single, *pairs], key=lambda key: not key.whole))


def _pairs(table: SourceTable, profile: TableProfile) -> Iterator[Key]:
    parts = [c for c in profile.columns if _may_be_part(c)][:COLUMNS_FOR_PAIRS]
    for one, other in combinations(parts, 2):
        if one.distinct * other.distinct < profile.rows:
            continue
        if _together(table, one.name, other.name) == profile.rows:
            yield Key((one.name, other.name))


def _may_be_part(column: ColumnProfile) -> bool:
    return column.filled == column.rows and column.distinct > 1 and column.most(*_NO_PART) < 0.5


def _together(table: SourceTable, one: str, other: str) -> int:
    trimmed = table.frame.select(pl.col(one).str.strip_chars(), pl.col(other).str.strip_chars())
    return trimmed.n_unique()
