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
from core.tables import RECORD, SourceTable

COLUMNS_FOR_PAIRS = 8
"""The leftmost columns that are tried in twos: keys stand in front."""
FIRST = 20_000
"""Records among which a pair is looked for first."""
SHARE = 16
"""One in so many records, by what they hold, among which a pair is looked for next."""
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
    some = table.frame.head(FIRST).lazy()
    sought = [pair for pair in combinations(parts, 2) if _may_be_key(*pair)]
    left = [(one, other) for one, other in sought if not _twice(some.select(one.name, other.name))]
    names = dict.fromkeys(column.name for pair in left for column in pair)
    numbers = Numbers(table.texts(*names).select(*names)) if left and table.height > FIRST else None
    for pair in left:
        fewer, more = sorted(pair, key=lambda column: column.distinct)
        if numbers is None or not numbers.same_again(fewer, more):
            yield Key((pair[0].name, pair[1].name))


def _may_be_part(column: ColumnProfile) -> bool:
    return column.filled == column.rows and column.distinct > 1 and column.most(*_NO_PART) < 0.5


def _may_be_key(one: ColumnProfile, other: ColumnProfile) -> bool:
    """Whether there are values enough: for all records, and for those that share the most frequent one."""
    enough = one.distinct * other.distinct >= one.rows
    return enough and one.top[0][1] <= other.distinct and other.top[0][1] <= one.distinct


def _twice(texts: pl.LazyFrame) -> bool:
    """Whether some record stands there again."""
    found = texts.select(pl.all().str.strip_chars()).collect()
    return found.n_unique() < found.height


class Numbers:
    """The cells of some columns as numbers, made once: those that differ are different texts, and where two
    are the same the texts are compared as well.
    """

    def __init__(self, texts: pl.DataFrame) -> None:
        self._texts = texts
        self._all = texts.lazy().select(pl.all().str.strip_chars().hash()).with_row_index(RECORD).collect()
        self._again: dict[str, pl.DataFrame] = {}

    def same_again(self, fewer: ColumnProfile, more: ColumnProfile) -> bool:
        """Whether two records share both. more: the one of them with more different values."""
        mixed = (pl.col(fewer.name) * 31 + pl.col(more.name)).alias("both")
        both = self._rows(more).select(RECORD, mixed)
        some = both.filter(pl.col("both") % SHARE == 0)
        return any(self._same(part, fewer, more) for part in (some, both))

    def _rows(self, column: ColumnProfile) -> pl.DataFrame:
        """Where nearly all values differ, only the few records that share one can share two."""
        if not column.nearly_key:
            return self._all
        if column.name not in self._again:
            again = _repeated(self._all.get_column(column.name))
            self._again[column.name] = self._all.filter(pl.col(column.name).is_in(again.implode()))
        return self._again[column.name]

    def _same(self, both: pl.DataFrame, *columns: ColumnProfile) -> bool:
        again = _repeated(both.get_column("both"))
        if again.is_empty():
            return False
        rows = both.filter(pl.col("both").is_in(again.implode())).get_column(RECORD)
        return _twice(self._texts[rows].lazy().select(column.name for column in columns))


def _repeated(numbers: pl.Series) -> pl.Series:
    """Those that stand there more than once, each once."""
    ordered = numbers.sort()
    return ordered.filter((ordered == ordered.shift(1)).fill_null(value=False)).unique()
