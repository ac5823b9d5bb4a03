"""Whether one file is a newer extract of another: tables, columns and most rows are the same.

Two tables of one shape need not be versions: patients of two clinics have the same columns and often the
same numbers. So rows are compared whole: those that both have must be alike in nearly all that is filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from core.profiles.file_names import plain
from core.profiles.versions import cells, difference
from core.tables import SourceTable

COLUMNS_ALIKE = 0.8
"""Columns that both have, of all that either has."""
ROWS_IN_BOTH = 0.5
"""Rows that both have, of those of the smaller."""
CELLS_ALIKE = 0.8
"""Filled cells that are alike, of those of rows that both have."""

Pair = tuple[SourceTable, SourceTable]


@dataclass(frozen=True)
class Likeness:
    """Two files, in rows. both: in either. new, gone: only in the later, only in the earlier one."""

    both: int
    new: int
    gone: int


def paired(before: Sequence[SourceTable], after: Sequence[SourceTable]) -> list[Pair]:
    """Tables of two files that go by the same name, or that are each the only one."""
    if len(before) == len(after) == 1:
        return [(before[0], after[0])]
    old, new = _by_name(before), _by_name(after)
    return [(old[name], new[name]) for name in new if name in old]


def likeness(before: Sequence[SourceTable], after: Sequence[SourceTable]) -> Likeness | None:
    """None where `after` is no newer extract of `before`."""
    pairs = paired(before, after)
    if len(pairs) != len(before) or len(pairs) != len(after) or not all(_shaped_alike(*p) for p in pairs):
        return None
    told = [(difference(old, new), old, new) for old, new in pairs]
    if not all(_alike(old, new, each.key) for each, old, new in told):
        return None
    both = sum(each.same + each.changed for each, _, _ in told)
    smaller = min(sum(table.height for table in file) for file in (before, after))
    if not both or both < ROWS_IN_BOTH * smaller:
        return None
    return Likeness(both, sum(each.added for each, _, _ in told), sum(each.gone for each, _, _ in told))


def _by_name(tables: Sequence[SourceTable]) -> dict[str, SourceTable]:
    """Under their names without days and numbers, or with them where they are told apart by nothing else."""
    short = [plain(table.name)[0] for table in tables]
    names = short if len(set(short)) == len(short) else [table.name for table in tables]
    return dict(zip(names, tables, strict=True))


def _shaped_alike(before: SourceTable, after: SourceTable) -> bool:
    ours, theirs = ({name.strip().casefold() for name in each.columns} for each in (before, after))
    return len(ours & theirs) >= COLUMNS_ALIKE * len(ours | theirs)


def _alike(before: SourceTable, after: SourceTable, key: Sequence[str]) -> bool:
    """Whether rows of one key are nearly the same. Without a key only whole rows count as in both anyway."""
    common = [name for name in after.columns if name in before.columns]
    if not key or len(key) == len(common):
        return True
    on = [f"c{common.index(name)}" for name in key]
    both = cells(after, common).join(cells(before, common), on=on, how="inner", suffix="_old")
    others = [name for name in (f"c{i}" for i in range(len(common))) if name not in on]
    filled = [(pl.col(name) != "") | (pl.col(f"{name}_old") != "") for name in others]
    same = [each & (pl.col(name) == pl.col(f"{name}_old")) for name, each in zip(others, filled, strict=True)]
    of, alike = (int(both.select(pl.sum_horizontal(each).sum()).item()) for each in (filled, same))
    return alike >= CELLS_ALIKE * of
