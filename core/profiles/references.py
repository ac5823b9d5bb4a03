"""Which columns point into which tables: values contained in another table's key.

Containment is exact over hashed distinct values. Most pairs of columns need no such look: a value can only be
found among others where one of them is written alike, and how many are follows from the stencils alone. Only
a few key columns a table are offered, so ten thousand columns cannot multiply.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.profiles.at_once import each_at_once
from core.profiles.counting import counted, groups
from core.profiles.model import ColumnProfile, TableProfile
from core.profiles.pointing import Pointing, pointings
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
    if not _keys(profiles):
        return ()
    pointing = [_compared(table, known) for table, known in zip(tables, profiles, strict=True)]
    return references(profiles, pointing)


def _compared(table: SourceTable, known: TableProfile) -> list[Pointing]:
    tried = [column.name for column in known.columns if may_point(column)][:COLUMNS_PER_TABLE]
    if known.counted is not None:
        return pointings(known.counted, tried)
    found = each_at_once(lambda names: pointings(counted(table, names), names), groups(table, tried))
    return [each for group in found for each in group]


def references(
    profiles: Sequence[TableProfile], pointing: Sequence[Sequence[Pointing]]
) -> tuple[Reference, ...]:
    """Pointers between tables. pointing: of each of them, at least its columns that may point."""
    by_name = [{each.name: each for each in columns} for columns in pointing]
    keys = _keys(profiles)
    if not keys:
        return ()
    held = [by_name[key.table][key.column.name] for key in keys]
    found: list[Reference] = []
    for t, known in enumerate(profiles):
        tried = [c for c in known.columns if may_point(c)][:COLUMNS_PER_TABLE]
        for column in tried:
            found += _of_column(known, column, by_name[t][column.name], profiles, keys=keys, held=held)
    return tuple(found)


@dataclass(frozen=True)
class _Key:
    table: int
    column: ColumnProfile
    telling: float


def _keys(profiles: Sequence[TableProfile]) -> list[_Key]:
    found: list[_Key] = []
    for t in range(len(profiles)):
        usable = [c for c in profiles[t].columns if c.nearly_key and may_point(c)]
        found.extend(_Key(t, c, _telling(c)) for c in usable[:KEYS_PER_TABLE])
    return found


def may_point(column: ColumnProfile) -> bool:
    """Whether its values may name records at all."""
    return column.filled > 0 and (column.longest or 0) <= 64 and column.most(*NEVER_KEYS) < 0.5


def _telling(column: ColumnProfile) -> float:
    """1 for text keys and sparse numbers; small for numbers that fill their range from one up."""
    if column.share(Shape.INTEGER) < 0.9 or column.low is None or column.high is None:
        return 1.0
    span = max(column.high - column.low + 1, 1.0)
    dense = min(column.distinct / span, 1.0)
    far = 0.6 if column.low > 1000 else 0.0
    return max(1.0 - dense, far, 0.05)


def _of_column(
    table: TableProfile,
    column: ColumnProfile,
    own: Pointing,
    profiles: Sequence[TableProfile],
    *,
    keys: Sequence[_Key],
    held: Sequence[Pointing],
) -> Iterator[Reference]:
    for key, there in zip(keys, held, strict=True):
        target = profiles[key.table]
        itself = target is table and key.column.name == column.name
        if itself or own.at_most(there) < LEAST_CONTAINED * column.distinct:
            continue
        contained = own.found(there) / column.distinct
        if contained >= LEAST_CONTAINED:
            source, aim = (table.file, table.name), (target.file, target.name)
            yield Reference(
                source, column.name, aim, key.column.name, contained, column.distinct, key.telling
            )
