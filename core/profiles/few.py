"""What the columns of a small table hold, told from stencils that were looked at singly.

Gives what the queries of `core.profiles.columns` give, to the figure; which of the two is cheaper is all that
decides. Values are only looked at where their stencil leaves something open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl

from core.profiles.counting import Counted
from core.profiles.dates import DAY_LETTERS, KINDS, readable
from core.profiles.marks import CHECKED, DAYS, bit, having
from core.profiles.shapes import Shape
from core.profiles.singly import Told, has

_CHECKED = sum(bit(each) for each in CHECKED)


class Seen(NamedTuple):
    """By a column's place in its group: filled, distinct, shortest and longest; cells by shape; evidence."""

    basics: Mapping[int, dict[str, int]]
    shapes: Mapping[int, dict[Shape, int]]
    orders: Mapping[int, dict[str, int]]


def seen(group: Counted, told: Mapping[str, Told]) -> Seen:
    """What the stencils of `group` tell. told: each of them."""
    basics: dict[int, dict[str, int]] = {}
    shapes: dict[int, dict[Shape, int]] = {}
    for column, stencil, distinct, cells in group.stencils.iter_rows():
        _widen(basics.setdefault(column, {}), len(stencil), distinct, cells)
        _add(shapes.setdefault(column, {}), told[stencil].shapes, cells)
    for column, value, stencil, count in _open(group.values, told, _CHECKED):
        found = (each.shape for each in told[stencil].checked if has(each, value))
        _add(shapes[column], found, count)
    return Seen(basics, shapes, _orders(group.values, told))


def _open(values: pl.DataFrame, told: Mapping[str, Told], mark: int) -> Iterator[tuple[Any, ...]]:
    """column, value, stencil, count of those that have one of the bits of `mark`."""
    if not any(each.marks & mark for each in told.values()):
        return iter(())
    return values.filter(having(mark)).select("column", "value", "stencil", "count").iter_rows()


def _widen(basics: dict[str, int], length: int, distinct: int, cells: int) -> None:
    basics["filled"] = basics.get("filled", 0) + cells
    basics["distinct"] = basics.get("distinct", 0) + distinct
    basics["shortest"] = min(basics.get("shortest", length), length)
    basics["longest"] = max(basics.get("longest", length), length)


def _add(sums: dict[Shape, int], shapes: Iterable[Shape], cells: int) -> None:
    for shape in shapes:
        sums[shape] = sums.get(shape, 0) + cells


def _orders(values: pl.DataFrame, told: Mapping[str, Told]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for column, value, _, count in _open(values, told, DAYS):
        kind, short = readable(value[:DAY_LETTERS])
        sums = found.setdefault(column, dict.fromkeys((*KINDS, "short_year"), 0))
        sums[kind] += count
        sums["short_year"] += count * short
    return found
