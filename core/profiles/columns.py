"""Profiling in expressions: values are counted once, and what is asked of them is asked of their stencils.

Every row and value is seen, nothing is sampled; cost follows distinct values and, for the patterns, distinct
stencils. Columns go through in groups, so that ten thousand narrow columns cost about as much as one long
one, and two groups at a time, so that a second core has something to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from core.profiles import few
from core.profiles.at_once import each_at_once
from core.profiles.counting import Counted, counted, groups
from core.profiles.dates import DAY_LETTERS, KINDS, OrderEvidence, order_counts
from core.profiles.marks import CHECKED, DAYS, NUMBER, bit, having
from core.profiles.model import ColumnProfile, TableProfile
from core.profiles.shapes import LONGEST_SHORT, NUMBER_LEAD, PATTERNS, Lead, Pattern, Shape
from core.tables import SourceTable

TOP = 20
"""How many of the most frequent values are kept."""


def profile(table: SourceTable) -> TableProfile:
    """What each column of `table` holds, every cell looked at; zero rows give empty profiles."""
    rows = table.height
    if rows == 0:
        return TableProfile(table.file, table.name, 0, tuple(ColumnProfile(c) for c in table.columns))
    cut = list(groups(table))
    if len(cut) == 1:
        group = counted(table, cut[0])
        columns = tuple(profiles(group, rows))
        return TableProfile(table.file, table.name, rows, columns, group if group.few else None)
    found = each_at_once(lambda names: profiles(counted(table, names), rows), cut)
    return TableProfile(table.file, table.name, rows, tuple(each for group in found for each in group))


def profiles(group: Counted, rows: int) -> list[ColumnProfile]:
    """Of the columns of a group, in its order. rows: of their table."""
    values = group.values
    basics, shapes, orders = _asked(group) if group.told is None else few.seen(group, group.told)
    spans = {row["column"]: row for row in _spans(values).iter_rows(named=True)}
    top = dict(_top(values))
    return [
        _one(name, rows, {**basics[i], **spans.get(i, {})}, shapes.get(i, {}), orders.get(i), top[i])
        if i in basics
        else ColumnProfile(name, rows)
        for i, name in enumerate(group.names)
    ]


def _asked(group: Counted) -> few.Seen:
    basics, orders = _basics(group.stencils), _orders(group.values)
    return few.Seen(
        {row["column"]: row for row in basics.iter_rows(named=True)},
        _shape_counts(group.stencils, group.values),
        {row["column"]: row for row in orders.iter_rows(named=True)},
    )


def _one(
    name: str,
    rows: int,
    facts: dict[str, int],
    shapes: dict[Shape, int],
    order: dict[str, int] | None,
    top: tuple[tuple[str, int], ...],
) -> ColumnProfile:
    evidence = {kind: order[kind] for kind in (*KINDS, "short_year")} if order else {}
    told = {k: v for k, v in facts.items() if k != "column"}
    return ColumnProfile(name, rows, top=top, counts=shapes, order=OrderEvidence(**evidence), **told)


def _basics(stencils: pl.DataFrame) -> pl.DataFrame:
    """A stencil is as long as its values."""
    length = pl.col("stencil").str.len_chars()
    found = (
        pl.col("cells").sum().alias("filled"),
        pl.col("distinct").sum(),
        length.min().alias("shortest"),
        length.max().alias("longest"),
    )
    return stencils.lazy().group_by("column").agg(found).collect()


def _spans(values: pl.DataFrame) -> pl.DataFrame:
    number = pl.col("value").cast(pl.Float64, strict=False)
    numbers = values.lazy().filter(having(NUMBER)).select("column", number.alias("number"))
    low, high = pl.col("number").min().alias("low"), pl.col("number").max().alias("high")
    return numbers.filter(pl.col("number").is_finite()).group_by("column").agg(low, high).collect()


def _orders(values: pl.DataFrame) -> pl.DataFrame:
    """The times of day behind them make days many; they are set aside first."""
    day = pl.col("value").str.head(DAY_LETTERS)
    days = values.lazy().filter(having(DAYS)).select("column", day, "count")
    return order_counts(days.group_by("column", "value").agg(pl.col("count").sum()).collect())


def _top(values: pl.DataFrame) -> Iterator[tuple[int, tuple[tuple[str, int], ...]]]:
    """The most frequent values of each column; ties in the order of their text, so runs agree."""
    least = pl.col("count").top_k(TOP).min()
    more, tied = pl.col("count") > least, pl.col("count") == least
    asked = {
        "more": pl.col("value").filter(more),
        "counts": pl.col("count").filter(more),
        "tied": pl.col("value").filter(tied).bottom_k(TOP),
    }
    for column, more_values, counts, ties, count in _for_each(values, asked, least.alias("least")):
        first = sorted(zip(more_values, counts, strict=True), key=lambda each: (-each[1], each[0]))
        rest = [(value, count) for value in sorted(ties)[: TOP - len(first)]]
        yield column, (*first, *rest)


def _for_each(
    values: pl.DataFrame, lists: Mapping[str, pl.Expr], figure: pl.Expr
) -> Iterable[tuple[Any, ...]]:
    """column, the lists and the figure, for each column; one by itself is not cut into groups first."""
    several = values.get_column("column").n_unique() != 1
    named = [each.alias(name) if several else each.implode().alias(name) for name, each in lists.items()]
    if several:
        return values.lazy().group_by("column").agg(*named, figure).collect().iter_rows()
    return values.lazy().select(pl.col("column").first(), *named, figure).collect().iter_rows()


def _shape_counts(stencils: pl.DataFrame, values: pl.DataFrame) -> dict[int, dict[Shape, int]]:
    """Filled cells by shape, per column index; shapes that no cell has are left out."""
    asked = [*_of_stencils(stencils), *_of_values(values)]
    found: dict[int, dict[Shape, int]] = {}
    for part in pl.collect_all(asked):
        for row in part.iter_rows(named=True):
            _add(found.setdefault(row.pop("column"), {}), row)
    return found


def _of_stencils(stencils: pl.DataFrame) -> Iterator[pl.LazyFrame]:
    """What a stencil tells of all its values."""
    short = pl.col("stencil").str.len_chars() <= LONGEST_SHORT
    numeric = pl.col("stencil").str.contains(NUMBER_LEAD)
    for lead, part in ((Lead.NUMBER, short & numeric), (Lead.OTHER, short & ~numeric)):
        wanted = [pattern for pattern in PATTERNS if lead in pattern.leads]
        cells = [_cells(pattern, "stencil", "cells") for pattern in wanted]
        yield stencils.lazy().filter(part).select("column", *cells).group_by("column").sum()
    text = pl.col("cells").sum().alias(Shape.TEXT.name)
    yield stencils.lazy().filter(~short).group_by("column").agg(text)


def _of_values(values: pl.DataFrame) -> Iterator[pl.LazyFrame]:
    """What only the digits of a value tell."""
    for pattern in CHECKED:
        cells = _cells(pattern, "value", "count").cast(pl.UInt64)
        asked = values.lazy().filter(having(bit(pattern))).select("column", cells)
        yield asked.group_by("column").sum()


def _cells(pattern: Pattern, of: str, count: str) -> pl.Expr:
    return (pl.col(of).str.contains(pattern.regex) * pl.col(count)).alias(pattern.shape.name)


def _add(sums: dict[Shape, int], more: dict[str, int]) -> None:
    for name, count in more.items():
        if count:
            sums[Shape[name]] = sums.get(Shape[name], 0) + count
