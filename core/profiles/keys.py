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
FIRST = 20_000
"""Records among which a pair is looked for first."""
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
    single = [key for column in profile.columns if (key := single_key(column)) is not None]
    pairs = () if any(key.whole for key in single) else tuple(_pairs(table, profile))
    return tuple(sorted([*single, *pairs], key=lambda key: not key.whole))


def single_key(column: ColumnProfile) -> Key | None:
    """The column as a key by itself, where it may be one."""
    if not (column.key_candidate or column.nearly_key) or column.most(*_NO_KEY) >= 0.5:
        return None
    return Key((column.name,), column.filled - column.distinct, column.rows - column.filled)


def _pairs(table: SourceTable, profile: TableProfile) -> Iterator[Key]:
    parts = [c for c in profile.columns if _may_be_part(c)][:COLUMNS_FOR_PAIRS]
    for one, other in combinations(parts, 2):
        if _may_be_key(one, other) and _differ(table.frame, one, other):
            yield Key((one.name, other.name))


def _may_be_part(column: ColumnProfile) -> bool:
    return column.filled == column.rows and column.distinct > 1 and column.most(*_NO_PART) < 0.5


def _may_be_key(one: ColumnProfile, other: ColumnProfile) -> bool:
    """Whether there are values enough: for all records, and for those that share the most frequent one."""
    enough = one.distinct * other.distinct >= one.rows
    return enough and one.top[0][1] <= other.distinct and other.top[0][1] <= one.distinct


def _differ(frame: pl.DataFrame, one: ColumnProfile, other: ColumnProfile) -> bool:
    """Whether no two records share both. Most pairs show one that does among the first, or among those that
    share the most frequent value; in the end only records that share the rarer one's value are compared.
    """
    fewer, more = sorted((one, other), key=lambda column: column.distinct)
    both = frame.lazy().select(_trimmed(fewer).alias("fewer"), _trimmed(more).alias("more"))
    if _twice(both.head(FIRST)) or _twice(both.filter(pl.col("fewer") == fewer.top[0][0])):
        return False
    return not _twice(both.filter(pl.col("more").is_duplicated()))


def _trimmed(column: ColumnProfile) -> pl.Expr:
    return pl.col(column.name).str.strip_chars()


def _twice(both: pl.LazyFrame) -> bool:
    """Whether some record stands there again."""
    found = both.collect()
    return found.n_unique() < found.height
