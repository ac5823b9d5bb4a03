"""What a newer extract of a table has that the earlier one had not: columns, and rows added, changed, gone.

Rows are told apart by a column that names every record in both; where there is none, a changed row cannot be
told from one that went and one that came, and is counted as both. Cells are compared as they stand, without
white space around them; a cell that is absent is like an empty one here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from core.profiles.columns import profile
from core.profiles.keys import keys
from core.tables import SourceTable

_BEFORE, _AFTER = "before", "after"


@dataclass(frozen=True)
class Difference:
    """From an earlier version of a table to a later one, in rows; columns by name, in the table's order.

    key: what told rows apart, empty where nothing did. changed: rows of one key whose common cells differ.
    changed_in: (column, rows that differ in it), of those that do.
    """

    columns_added: tuple[str, ...] = ()
    columns_gone: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    added: int = 0
    gone: int = 0
    changed: int = 0
    same: int = 0
    changed_in: tuple[tuple[str, int], ...] = ()

    @property
    def none(self) -> bool:
        return not (self.columns_added or self.columns_gone or self.added or self.gone or self.changed)


def difference(before: SourceTable, after: SourceTable) -> Difference:
    """Every row and common cell is compared, nothing is sampled."""
    common = [name for name in after.columns if name in before.columns]
    key = _key(before, after)
    added = tuple(name for name in after.columns if name not in before.columns)
    gone = tuple(name for name in before.columns if name not in after.columns)
    rows = _by_key(before, after, key, common) if key else _by_row(before, after, common)
    return Difference(added, gone, key, *rows)


def _key(before: SourceTable, after: SourceTable) -> tuple[str, ...]:
    """The first key of the later table that is one of the earlier table as well."""
    old = {key.columns for key in keys(before, profile(before)) if key.whole}
    new = (key.columns for key in keys(after, profile(after)) if key.whole)
    return next((columns for columns in new if columns in old), ())


def cells(table: SourceTable, columns: Sequence[str]) -> pl.DataFrame:
    """As they are compared, called c0, c1, ... since a name may be any text."""
    return table.texts(*columns).select(
        pl.col(name).str.strip_chars().fill_null("").alias(f"c{i}") for i, name in enumerate(columns)
    )


def _by_key(
    before: SourceTable, after: SourceTable, key: Sequence[str], common: Sequence[str]
) -> tuple[int, int, int, int, tuple[tuple[str, int], ...]]:
    """added, gone, changed, same, changed in."""
    on = [f"c{common.index(name)}" for name in key]
    old, new = cells(before, common), cells(after, common)
    both = new.join(old, on=on, how="inner", suffix="_old")
    others = [f"c{i}" for i in range(len(common)) if f"c{i}" not in on]
    differ = both.select((pl.col(name) != pl.col(f"{name}_old")).alias(name) for name in others)
    changed = int(differ.select(pl.any_horizontal(others)).to_series().sum()) if others else 0
    counts = {name: int(differ[f"c{i}"].sum()) for i, name in enumerate(common) if f"c{i}" in others}
    found = tuple((name, count) for name, count in counts.items() if count)
    return new.height - both.height, old.height - both.height, changed, both.height - changed, found


def _by_row(
    before: SourceTable, after: SourceTable, common: Sequence[str]
) -> tuple[int, int, int, int, tuple[tuple[str, int], ...]]:
    """Rows that are alike as often as both have them; none counts as changed."""
    if not common:
        return after.height, before.height, 0, 0, ()
    names = [f"c{i}" for i in range(len(common))]
    old = cells(before, common).group_by(names).agg(pl.len().alias(_BEFORE))
    new = cells(after, common).group_by(names).agg(pl.len().alias(_AFTER))
    together = new.join(old, on=names, how="inner")
    same = int(together.select(pl.min_horizontal(_BEFORE, _AFTER)).to_series().sum())
    return after.height - same, before.height - same, 0, same, ()
