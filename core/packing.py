"""How a column is kept until it is asked for: in the cheapest way that fits it.

Most columns are numbers within a small span, a few words again and again, or the same cells that another
column keeps already: packing and unpacking them costs next to nothing. What is left is text, which is kept as
its letters, compressed, and how long each cell is. Whatever fits none of this is Parquet in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
import polars as pl

from core.kept_columns import (
    WIDTHS,
    Alike,
    AsParquet,
    Even,
    Kept,
    Letters,
    Near,
    Plain,
    Small,
    Steps,
    Taken,
    Words,
    compressed,
    limit,
)

_COMPARED = (pl.String, pl.Date, pl.Datetime, pl.UInt8, pl.UInt32, pl.Int64)
"""Types of which two values that compare as equal are the same in every bit."""
_UNITS = (60_000_000, 1_000_000)
"""Instants are mostly whole minutes or seconds."""
_SAMPLE, _FEW, _WORDS = 4_096, 220, 255
"""Few words: as many in the first rows, as many in all."""


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells that are kept already. kept: their column. rows: which of it they are, None where they are all.

    texts: the cells themselves.
    """

    kept: Kept
    rows: pl.Series | None = field(repr=False)
    texts: pl.Series = field(repr=False)


def kept(column: pl.Series) -> Kept:
    """The column, of some rows at least."""
    if says_one_thing(column):
        return Alike(_first(column), len(column))
    if column.dtype == pl.String:
        return _few(column) or _letters(column)
    if column.dtype == pl.Boolean:
        return Plain(column)
    if column.dtype in _COMPARED:
        return _numbers(column) or as_parquet(column)
    return as_parquet(column)


def taken(column: pl.Series, cells: Cells) -> Kept | None:
    """The column as cells of another of its rows, null where it is; None where it says anything else."""
    texts = cells.texts
    if column.dtype != texts.dtype or column.dtype not in _COMPARED or len(column) != len(texts):
        return None
    if not _same(column.head(_SAMPLE), texts.head(_SAMPLE)) or not _same(column, texts):
        return None
    there = None if column.null_count() == texts.null_count() else column.is_not_null()
    return Taken(cells.kept, cells.rows, there)


def _same(column: pl.Series, cells: pl.Series) -> bool:
    """Whether every cell that is there is that of `cells`."""
    found = (column == cells) if column.null_count() == 0 else (column == cells) | column.is_null()
    return bool(found.all(ignore_nulls=False))


def says_one_thing(column: pl.Series) -> bool:
    """Whether all rows say the same, in every bit."""
    nulls = column.null_count()
    if nulls or column.dtype not in _COMPARED:
        return nulls == len(column)
    first = column.head(1)
    return bool((first == column.tail(1)).all()) and bool((column == first).all())


def _few(column: pl.Series) -> Words | None:
    """None where the first cells say many words already, or all of them too many."""
    words = column.drop_nulls().head(_SAMPLE).unique()
    if len(words) > _FEW:
        return None
    which = _places(column, words)
    if which.null_count() > column.null_count():
        words = column.unique().drop_nulls()
        if len(words) > _WORDS:
            return None
        which = _places(column, words)
    numbers = which.fill_null(len(words)).to_numpy()
    # In room of their own, so that they do not hold the texts of all the rows that they were among.
    return Words(Small.of(numbers), pl.Series([*words, None], dtype=pl.String))


def _first(column: pl.Series) -> pl.Series:
    """The first cell, in room of its own too."""
    if column.dtype == pl.String:
        return pl.Series([column[0]], dtype=pl.String)
    return column.new_from_index(0, 1)


def _places(column: pl.Series, words: pl.Series) -> pl.Series:
    """Where among `words` each cell stands; null where it does not."""
    return column.cast(pl.Enum(words), strict=False).to_physical().cast(pl.UInt8)


def _letters(column: pl.Series) -> Kept:
    texts = column.to_arrow(compat_level=pl.CompatLevel.oldest())
    there, ends, letters = texts.buffers()
    if texts.offset or letters is None:
        return as_parquet(column)
    lengths = np.diff(np.frombuffer(ends, dtype=np.int64))
    return Letters(
        compressed(letters), letters.size, Small.of(lengths), None if there is None else there.to_pybytes()
    )


def _numbers(column: pl.Series) -> Kept | None:
    return _steps(column) or _near(column)


def _steps(column: pl.Series) -> Kept | None:
    """None where some number is less than the one before, or much more."""
    if column.null_count() or len(column) < 2 or not column.dtype.is_integer() or not column.is_sorted():
        return None
    numbers = column.cast(pl.Int64)
    steps = np.diff(numbers.to_numpy())
    if steps.min() < 0 or steps.max() > limit(1):
        return None
    if 0 < steps.min() == steps.max():
        return Even(numbers[0], int(steps[0]), len(column), column.dtype)
    return Steps(numbers[0], Small.of(steps), column.dtype)


def _near(column: pl.Series) -> Kept | None:
    """None where the least and the most lie far apart."""
    numbers, unit = column.to_physical().cast(pl.Int64), _unit(column)
    if unit > 1:
        numbers = numbers // unit
    least, most = numbers.min(), numbers.max()
    if not isinstance(least, int) or not isinstance(most, int):
        return None
    width = next((each for width, each in WIDTHS.items() if most - least <= limit(width)), None)
    if width is None:
        return None
    return Near((numbers - least).cast(width), least * unit, unit, column.dtype)


def _unit(column: pl.Series) -> int:
    if column.dtype != pl.Datetime:
        return 1
    numbers = column.to_physical()
    return next((unit for unit in _UNITS if bool((numbers % unit == 0).all())), 1)


def as_parquet(column: pl.Series) -> AsParquet:
    sink = BytesIO()
    column.to_frame().write_parquet(sink, compression="zstd", compression_level=1, statistics=False)
    return AsParquet(sink.getvalue())
