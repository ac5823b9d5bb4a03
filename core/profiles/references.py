"""Which columns point into which tables: values contained in another table's key.

Containment is exact over hashed distinct values, in one join per batch of columns, never column by
column. Only a few key columns a table are offered, so ten thousand columns cannot multiply.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from core.profiles.model import ColumnProfile, TableProfile
from core.profiles.shapes import Shape
from core.tables import SourceTable

KEYS_PER_TABLE = 3
"""(Nearly) unique columns a table that others may point at, its leftmost first."""
COLUMNS_PER_TABLE = 200
"""Columns a table that are tried as pointers, its leftmost first."""
LEAST_CONTAINED = 0.5
"""Share of distinct values that must be found before it is worth a mention."""
NEARLY = 0.9
TELLING = 0.3
SHORT_NAME = 2
"""Letters of a name like "ID", which says nothing of what it names."""
NEVER_KEYS = (
    Shape.DATE_ISO, Shape.DATETIME_ISO, Shape.DATETIME_ZONED, Shape.DATE_SLASHED, Shape.DATE_NAMED,
    Shape.DATE_YEAR_FIRST, Shape.EMAIL, Shape.DECIMAL, Shape.URL, Shape.FILE, Shape.STREET, Shape.TEXT,
    Shape.SSN,
)  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """`column` of `source` seems to point at `key` of `target` (both (file, table)).

    contained: share of its distinct values found in the key. distinct: how many it has.
    telling: share of the key's number range that is taken, turned round: 1.0 where values are long or
    sparse so that containment means something, near 0 for small consecutive numbers.
    """

    source: tuple[str, str]
    column: str
    target: tuple[str, str]
    key: str
    contained: float
    distinct: int
    telling: float

    @property
    def worth_telling(self) -> bool:
        """Whether a person should hear of it: nearly all values are found, and that is no accident.

        Small numbers that count up from one are in every table's key; there the names have to agree too.
        """
        return self.contained >= NEARLY and (self.telling >= TELLING or self._named_alike())

    def _named_alike(self) -> bool:
        column, key, target = (_plain(name) for name in (self.column, self.key, self.target[1]))
        return (column == key and len(key) > SHORT_NAME) or (
            len(target) > SHORT_NAME and target.rstrip("s") in column
        )


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def reference_candidates(
    tables: Sequence[SourceTable], profiles: Sequence[TableProfile]
) -> tuple[Reference, ...]:
    """Pointers between the columns of `tables`; `profiles` are theirs, in the same order."""
    keys = _keys(tables, profiles)
    if not keys:
        return ()
    held = pl.concat(_hashes(tables[k.table], k.column.name, i) for i, k in enumerate(keys))
    held = held.rename({"column": "key"})
    found: list[Reference] = []
    for t, table in enumerate(tables):
        tried = [c for c in profiles[t].columns if _may_point(c)][:COLUMNS_PER_TABLE]
        if tried:
            found.extend(_of_table(table, tried, held, keys=keys, tables=tables))
    return tuple(found)


@dataclass(frozen=True)
class _Key:
    table: int
    column: ColumnProfile
    telling: float


def _keys(tables: Sequence[SourceTable], profiles: Sequence[TableProfile]) -> list[_Key]:
    found: list[_Key] = []
    for t in range(len(tables)):
        usable = [c for c in profiles[t].columns if c.nearly_key and _may_point(c)]
        found.extend(_Key(t, c, _telling(c)) for c in usable[:KEYS_PER_TABLE])
    return found


def _may_point(column: ColumnProfile) -> bool:
    return column.filled > 0 and (column.longest or 0) <= 64 and column.most(*NEVER_KEYS) < 0.5


def _telling(column: ColumnProfile) -> float:
    """1 for text keys and sparse numbers; small for numbers that fill their range from one up."""
    if column.share(Shape.INTEGER) < 0.9 or column.low is None or column.high is None:
        return 1.0
    span = max(column.high - column.low + 1, 1.0)
    dense = min(column.distinct / span, 1.0)
    far = 0.6 if column.low > 1000 else 0.0
    return max(1.0 - dense, far, 0.05)


def _of_table(
    table: SourceTable,
    tried: Sequence[ColumnProfile],
    held: pl.DataFrame,
    *,
    keys: Sequence[_Key],
    tables: Sequence[SourceTable],
) -> Iterator[Reference]:
    pointers = pl.concat(_hashes(table, c.name, i) for i, c in enumerate(tried))
    hits = pointers.lazy().join(held.lazy(), on="hash").group_by("column", "key").len().collect()
    for c, k, count in sorted(hits.iter_rows()):
        column, key = tried[c], keys[k]
        target = tables[key.table]
        itself = target.key == table.key and key.column.name == column.name
        contained = count / column.distinct
        if not itself and contained >= LEAST_CONTAINED:
            yield Reference(
                table.key, column.name, target.key, key.column.name, contained, column.distinct, key.telling
            )


def _hashes(table: SourceTable, column: str, index: int) -> pl.DataFrame:
    """column (UInt32), hash (UInt64) of each distinct value, trimmed and case-folded."""
    values = table.frame.get_column(column).str.strip_chars().str.to_lowercase().unique()
    values = values.filter(values.str.len_bytes() > 0)
    return pl.DataFrame({"hash": values.hash()}).select(
        pl.lit(index, dtype=pl.UInt32).alias("column"), "hash"
    )
