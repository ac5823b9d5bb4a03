"""All that helps a person decide about a table: kinds, formats, spread, keys, and where columns point.

Made on request, for a table that somebody looks at: a run never waits for it (contracts, section 4).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from core.profiles.at_once import each_at_once
from core.profiles.columns import profile, profiles
from core.profiles.counting import Counted, counted, groups
from core.profiles.formats import Formats, formats
from core.profiles.keys import Key, keys, single_key
from core.profiles.kinds import Kind, kind_of
from core.profiles.model import ColumnProfile, TableProfile
from core.profiles.pointing import Pointing, pointings
from core.profiles.references import Reference, may_point, references
from core.profiles.spread import Spread, spread
from core.tables import SourceTable


@dataclass(frozen=True)
class Holding:
    """What one column holds."""

    profile: ColumnProfile
    kind: Kind
    formats: Formats
    spread: Spread | None = None

    @property
    def name(self) -> str:
        return self.profile.name


@dataclass(frozen=True)
class TableHoldings:
    """Of one table, in its order. points: columns of it that seem to name records of another table."""

    file: str
    table: str
    rows: int
    columns: tuple[Holding, ...]
    keys: tuple[Key, ...] = ()
    points: tuple[Reference, ...] = ()


def holdings(
    tables: Sequence[SourceTable], begun: Callable[[SourceTable], None] = lambda _: None
) -> tuple[TableHoldings, ...]:
    """Of every table; each column is counted once for all that is told of it. begun: told before each."""
    found = []
    for table in tables:
        begun(table)
        found.append(_of_table(table))
    profiles = [each.profile for each in found]
    points = references(profiles, [each.pointing for each in found])
    return tuple(
        _whole(table, each, [point for point in points if point.source == table.key and point.worth_telling])
        for table, each in zip(tables, found, strict=True)
    )


@dataclass(frozen=True)
class _Seen:
    """Of one table, before it is known which columns point to others."""

    profile: TableProfile
    columns: tuple[Holding, ...]
    pointing: tuple[Pointing, ...]


def _of_table(table: SourceTable) -> _Seen:
    rows = table.height
    if rows == 0:
        known = profile(table)
        return _Seen(known, tuple(Holding(c, kind_of(c), Formats()) for c in known.columns), ())
    groups_seen = each_at_once(lambda names: _of_group(counted(table, names), rows), groups(table))
    seen = [each for group in groups_seen for each in group]
    columns = tuple(column for column, _ in seen)
    known = TableProfile(table.file, table.name, rows, tuple(each.profile for each in columns))
    return _Seen(known, columns, tuple(pointing for _, pointing in seen if pointing))


def _of_group(group: Counted, rows: int) -> list[tuple[Holding, Pointing | None]]:
    columns = profiles(group, rows)
    compared = pointings(group, [column.name for column in columns if may_point(column)])
    by_name = {each.name: each for each in compared}
    return [
        (_holding(column, values, stencils), by_name.get(column.name))
        for column, (values, stencils) in zip(columns, group.each(), strict=True)
    ]


def _holding(column: ColumnProfile, values: pl.DataFrame, stencils: pl.DataFrame) -> Holding:
    """The format of a stencil is that of its values."""
    kind = kind_of(column)
    written = formats(stencils.select(pl.col("stencil").alias("value"), pl.col("cells").alias("count")))
    names = single_key(column) is not None
    return Holding(column, kind, written, None if names else spread(column, kind.kind, values))


def _whole(table: SourceTable, seen: _Seen, points: Sequence[Reference]) -> TableHoldings:
    """How the numbers of a column lie says nothing where it names records, here or elsewhere."""
    pointing = {point.column for point in points}
    columns = (replace(each, spread=None) if each.name in pointing else each for each in seen.columns)
    found = keys(table, seen.profile)
    return TableHoldings(table.file, table.name, seen.profile.rows, tuple(columns), found, tuple(points))
