"""All that helps a person decide about a table: kinds, formats, spread, keys, and where columns point.

Made on request, for a table that somebody looks at: a run never waits for it (contracts, section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from core.profiles.columns import counted
from core.profiles.formats import Formats, formats
from core.profiles.keys import Key, keys
from core.profiles.kinds import Kind, kind_of
from core.profiles.model import ColumnProfile, TableProfile
from core.profiles.references import Reference, reference_candidates
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


def holding(column: ColumnProfile, values: pl.DataFrame, *, names: bool = False) -> Holding:
    """values: value (String, trimmed, distinct, not empty), count (UInt32), of that column.

    names: it names records, here or elsewhere, so that how its numbers lie says nothing.
    """
    kind = kind_of(column)
    return Holding(column, kind, formats(values), None if names else spread(column, kind.kind, values))


def holdings(tables: Sequence[SourceTable], profiles: Sequence[TableProfile]) -> tuple[TableHoldings, ...]:
    """Of every table; `profiles` are theirs, in the same order."""
    points = [each for each in reference_candidates(tables, profiles) if each.worth_telling]
    return tuple(
        _of_table(table, known, [each for each in points if each.source == table.key])
        for table, known in zip(tables, profiles, strict=True)
    )


def _of_table(table: SourceTable, known: TableProfile, points: Sequence[Reference]) -> TableHoldings:
    found = keys(table, known)
    names = {key.columns[0] for key in found if len(key.columns) == 1} | {each.column for each in points}
    columns = (holding(known.column(c), values, names=c in names) for c, values in counted(table))
    return TableHoldings(table.file, table.name, known.rows, tuple(columns), found, tuple(points))
