"""Each different value of a column once, with how often it stands there and its stencil.

A stencil is the value with every digit from 0 to 9 written as 9. Columns of numbers, days and codes have
millions of values and a handful of stencils, and nearly all that a profile asks of a value is the same for
all values of one stencil: so it is asked of the stencils. Every row and value is counted, nothing is sampled.
White space is Unicode's White_Space.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
import pyarrow as pa

from core.profiles.marks import marked
from core.profiles.singly import Told, told
from core.tables import SourceTable

AT_ONCE = 1_000_000
"""Cells of neighbouring columns that are counted together; a long column is counted by itself."""
SHORT = 2_000
"""Rows up to which columns are counted in one pass; longer ones each in a pass of its own are faster."""
FEW = 20_000
"""Different values of all columns up to which a table is a small one: they may be looked at one by one."""
FEW_BYTES = 8_000_000
"""Bytes up to which they are kept: few long notes are as large as many short values."""
FIRST = 20_000
"""Cells by which it is told whether most values of a column differ."""
_AS_NINE = np.arange(256, dtype=np.uint8)
_AS_NINE[ord("0") : ord("9")] = ord("9")


@dataclass(frozen=True)
class Counted:
    """Some columns of a table. `column` (UInt32) is a place in `names`; values are patient data.

    values: column, value (String, trimmed, not empty, distinct), count (UInt32), stencil (String), marks.
    stencils: column, stencil, distinct (UInt32) values that have it, cells (UInt64) that hold those.
    told: what each stencil tells, where they and the values are few.
    """

    names: tuple[str, ...]
    values: pl.DataFrame = field(repr=False)
    stencils: pl.DataFrame = field(repr=False)
    told: Mapping[str, Told] | None = field(default=None, repr=False)

    @property
    def few(self) -> bool:
        """Whether the values may be kept for the next who asks."""
        return (
            self.values.height <= FEW
            and self.values.estimated_size() + self.stencils.estimated_size() <= FEW_BYTES
        )

    def each(self) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        """values and stencils of each column, in the order of names."""
        values, stencils = (apart(each, len(self.names)) for each in (self.values, self.stencils))
        return ((values(i), stencils(i)) for i in range(len(self.names)))


def apart(frame: pl.DataFrame, columns: int) -> Callable[[int], pl.DataFrame]:
    """The rows of each column by its place, where there are so many of them."""
    if columns == 1:
        return lambda _: frame
    parts = frame.partition_by("column", as_dict=True)
    return lambda i: parts.get((i,), frame.clear())


def groups(table: SourceTable, columns: Sequence[str] | None = None) -> Iterator[tuple[str, ...]]:
    """The columns, or those named, in order, cut into what is counted together."""
    names = table.columns if columns is None else tuple(columns)
    together = max(1, AT_ONCE // max(1, table.height))
    return (names[at : at + together] for at in range(0, len(names), together))


def counted(table: SourceTable, names: tuple[str, ...]) -> Counted:
    """The different values of these columns."""
    frame = table.texts(*names)
    found = _each(frame, names) if frame.height > SHORT else _all(frame, names)
    found = found.with_columns(_stencils(found.get_column("value")).alias("stencil"))
    stencils = _known(found)
    if not _bare(stencils):
        found = _trimmed(found)
        stencils = _known(found)
    known = told(stencils.get_column("stencil")) if found.height <= FEW else None
    marks = marked(found, stencils) if known is None else _marked(found, known)
    return Counted(names, marks, stencils, known)


def _marked(values: pl.DataFrame, known: Mapping[str, Told]) -> pl.DataFrame:
    marks = [known[stencil].marks for stencil in values.get_column("stencil").to_list()]
    return values.with_columns(pl.Series("marks", marks, dtype=pl.UInt32))


def _known(values: pl.DataFrame) -> pl.DataFrame:
    sums = pl.len().alias("distinct"), pl.col("count").sum().cast(pl.UInt64).alias("cells")
    return values.lazy().group_by("column", "stencil").agg(sums).collect()


def _bare(stencils: pl.DataFrame) -> bool:
    """Whether no value has white space around it, which its stencil would have as well."""
    stencil = stencils.get_column("stencil")
    return bool((stencil == stencil.str.strip_chars()).all())


def _trimmed(found: pl.DataFrame) -> pl.DataFrame:
    """Values that differ in the white space around them are one; blank ones are none."""
    bare = found.lazy().with_columns(pl.col("value", "stencil").str.strip_chars())
    filled = bare.filter(pl.col("value").str.len_bytes() > 0)
    return filled.group_by("column", "value", "stencil").agg(pl.col("count").sum()).collect()


def _each(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    parts = (_counts(frame.get_column(name).alias("value")) for name in names)
    return pl.concat(
        part.select(pl.lit(i, dtype=pl.UInt32).alias("column"), "value", pl.col("count").cast(pl.UInt32))
        for i, part in enumerate(parts)
    )


def _counts(cells: pl.Series) -> pl.DataFrame:
    """value (not empty, nor absent), count."""
    cells = cells.filter(cells.str.len_bytes() > 0).rechunk()
    first = cells.head(FIRST)
    if first.n_unique() * 5 < len(first):
        return cells.value_counts(name="count")
    return counted_in_order(cells, cells.hash())


def counted_in_order(cells: pl.Series, hashes: pl.Series) -> pl.DataFrame:
    """As value_counts, at half its cost where most values differ: their hashes are sorted, and where two
    neighbours have the same one their texts are compared. Should two texts ever share one, none is used.
    """
    order = hashes.arg_sort()
    hashes = hashes.gather(order)
    begins = (hashes != hashes.shift(1)).fill_null(value=True)
    starts, again = begins.arg_true(), (~begins).arg_true()
    if not (cells.gather(order.gather(again)) == cells.gather(order.gather(again - 1))).all():
        return cells.value_counts(name="count")
    ends = starts.shift(-1, fill_value=len(cells))
    return pl.DataFrame({"value": cells.gather(order.gather(starts)), "count": ends - starts})


def _all(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    numbered = frame.select(pl.col(name).alias(str(i)) for i, name in enumerate(names))
    cells = numbered.lazy().unpivot(variable_name="column", value_name="value")
    cells = cells.filter(pl.col("value").str.len_bytes() > 0)
    sums = cells.group_by("column", "value").agg(pl.len().cast(pl.UInt32).alias("count"))
    return sums.with_columns(pl.col("column").cast(pl.UInt32)).collect()


def _stencils(values: pl.Series) -> pl.Series:
    """Straight in the buffer that holds all texts; no byte of a character beyond ASCII is that of a digit."""
    texts = values.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    absent, bounds, data = texts.buffers()
    nines = _AS_NINE[np.frombuffer(data, dtype=np.uint8)] if data else np.empty(0, dtype=np.uint8)
    return pl.Series(
        pa.LargeStringArray.from_buffers(len(texts), bounds, pa.py_buffer(nines), absent, offset=texts.offset)
    )
