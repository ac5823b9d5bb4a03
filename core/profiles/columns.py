"""Profiling in expressions: distinct values are counted once, and only they meet the patterns.

White space is Unicode's White_Space. Every row and value is seen, nothing is sampled; cost follows
distinct values, not rows. Columns go through in batches, so that ten thousand narrow columns cost about
as much as one long one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from core.profiles.dates import KINDS, OrderEvidence, order_counts
from core.profiles.model import ColumnProfile, TableProfile
from core.profiles.shapes import NUMBER_LEAD, PATTERNS, Lead, Shape
from core.tables import SourceTable

TOP = 20
"""How many of the most frequent values are kept."""
BATCH = 500_000
"""Distinct values that go through the patterns together."""
LONGEST_SHORT = 200
"""Characters beyond which a value is long text and nothing else."""


def profile(table: SourceTable) -> TableProfile:
    """What each column of `table` holds, every cell looked at; zero rows give empty profiles."""
    rows = table.frame.height
    if rows == 0:
        return TableProfile(table.file, table.name, 0, tuple(ColumnProfile(c) for c in table.columns))
    columns: list[ColumnProfile] = []
    for batch in _batches(counted(table)):
        columns.extend(_profiles(batch, rows))
    return TableProfile(table.file, table.name, rows, tuple(columns))


def counted(table: SourceTable) -> Iterator[tuple[str, pl.DataFrame]]:
    """Per column: value (String, trimmed, not empty, distinct), count (UInt32)."""
    for name in table.columns:
        trimmed = table.frame.get_column(name).str.strip_chars().alias("value")
        yield name, trimmed.value_counts(name="count").filter(pl.col("value").str.len_bytes() > 0)


def _batches(counted: Iterable[tuple[str, pl.DataFrame]]) -> Iterator[list[tuple[str, pl.DataFrame]]]:
    batch: list[tuple[str, pl.DataFrame]] = []
    size = 0
    for name, values in counted:
        batch.append((name, values))
        size += values.height
        if size > BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _profiles(batch: list[tuple[str, pl.DataFrame]], rows: int) -> list[ColumnProfile]:
    together = pl.concat(
        values.select(pl.lit(i, dtype=pl.UInt32).alias("column"), "value", pl.col("count").cast(pl.UInt32))
        for i, (_, values) in enumerate(batch)
    )
    basics = {row["column"]: row for row in _basics(together).iter_rows(named=True)}
    shapes = _shape_counts(together)
    orders = {row["column"]: row for row in order_counts(together).iter_rows(named=True)}
    top = dict(_top(together))
    return [
        _one(name, rows, basics.get(i), shapes.get(i, {}), orders.get(i), top.get(i, ()))
        for i, (name, _) in enumerate(batch)
    ]


def _one(
    name: str,
    rows: int,
    basics: dict[str, int] | None,
    shapes: dict[Shape, int],
    order: dict[str, int] | None,
    top: tuple[tuple[str, int], ...],
) -> ColumnProfile:
    if basics is None:
        return ColumnProfile(name, rows)
    evidence = {kind: order[kind] for kind in (*KINDS, "short_year")} if order else {}
    facts = {k: v for k, v in basics.items() if k != "column"}
    return ColumnProfile(name, rows, top=top, counts=shapes, order=OrderEvidence(**evidence), **facts)


def _basics(together: pl.DataFrame) -> pl.DataFrame:
    length = pl.col("value").str.len_chars()
    number = pl.col("value").cast(pl.Float64, strict=False)
    number = number.filter(number.is_finite())
    found = (
        pl.col("count").sum().alias("filled"),
        pl.len().alias("distinct"),
        length.min().alias("shortest"),
        length.max().alias("longest"),
        number.min().alias("low"),
        number.max().alias("high"),
    )
    return together.lazy().group_by("column").agg(found).collect()


def _top(together: pl.DataFrame) -> Iterator[tuple[int, tuple[tuple[str, int], ...]]]:
    """The most frequent values of each column; ties in the order of their text, so runs agree."""
    ranked = together.lazy().sort("column", "count", "value", descending=[False, True, False])
    first = ranked.group_by("column", maintain_order=True).head(TOP)
    lists = first.group_by("column", maintain_order=True).agg("value", "count").collect()
    for column, values, counts in lists.iter_rows():
        yield column, tuple(zip(values, counts, strict=True))


def _shape_counts(together: pl.DataFrame) -> dict[int, dict[Shape, int]]:
    """Filled cells by shape, per column index; shapes that no cell has are left out."""
    short = together.filter(pl.col("value").str.len_chars() <= LONGEST_SHORT)
    numeric = pl.col("value").str.contains(NUMBER_LEAD)
    parts = {Lead.NUMBER: short.filter(numeric), Lead.OTHER: short.filter(~numeric)}
    found: dict[int, dict[Shape, int]] = {}
    for lead, part in parts.items():
        for row in _matches(part, lead).iter_rows(named=True):
            _add(found.setdefault(row.pop("column"), {}), row)
    long = together.filter(pl.col("value").str.len_chars() > LONGEST_SHORT)
    for index, count in long.group_by("column").agg(pl.col("count").sum()).iter_rows():
        _add(found.setdefault(index, {}), {Shape.TEXT.name: count})
    return found


def _matches(part: pl.DataFrame, lead: Lead) -> pl.DataFrame:
    wanted = [p for p in PATTERNS if lead in p.leads]
    cells = [(pl.col("value").str.contains(p.regex) * pl.col("count")).alias(p.shape.name) for p in wanted]
    return part.lazy().select("column", *cells).group_by("column").sum().collect()


def _add(sums: dict[Shape, int], more: dict[str, int]) -> None:
    for name, count in more.items():
        if count:
            sums[Shape[name]] = sums.get(Shape[name], 0) + count
