"""How one column is kept until it is asked for: in the cheapest of a few ways that gives back every bit.

Most columns are numbers within a small span, a few words again and again, or the same cells that another
column keeps already; all of these are neither compressed nor unpacked. What is left is text, which is kept as
its letters, compressed, and how long each cell is. Whatever fits none of this is Parquet in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

Numbers = npt.NDArray[Any]

_COMPARED = (pl.String, pl.Date, pl.Datetime, pl.UInt8, pl.UInt32, pl.Int64)
"""Types of which two values that compare as equal are the same in every bit."""
_WIDTHS = {1: pl.UInt8, 2: pl.UInt16, 4: pl.UInt32}
"""By how many bytes they take."""
_UNITS = (60_000_000, 1_000_000)
"""Instants are mostly whole minutes or seconds."""
_SAMPLE, _FEW, _WORDS = 4_096, 220, 255
"""Few words: as many in the first rows, as many in all."""
_CODEC = "zstd"
_ROOM = pa.system_memory_pool()
"""Gives back what is no longer used."""


class Kept(Protocol):
    """A column, its name apart."""

    @property
    def held(self) -> int:
        """About how many bytes it takes by itself."""
        ...

    def opened(self) -> pl.Series: ...


@dataclass(frozen=True, eq=False)
class Alike:
    """The same in every row. said: it, once."""

    said: pl.Series = field(repr=False)
    height: int

    @property
    def held(self) -> int:
        return int(self.said.estimated_size())

    def opened(self) -> pl.Series:
        return self.said.new_from_index(0, self.height)


@dataclass(frozen=True, eq=False)
class Near:
    """Numbers as how many units they lie above the least of them."""

    above: pl.Series = field(repr=False)
    least: int
    unit: int
    dtype: pl.DataType

    @property
    def held(self) -> int:
        return int(self.above.estimated_size())

    def opened(self) -> pl.Series:
        if self.unit == 1 and self.dtype == pl.UInt32:
            return self.above.cast(pl.UInt32) + pl.Series([self.least], dtype=pl.UInt32)
        return (self.above.cast(pl.Int64) * self.unit + self.least).cast(self.dtype)


@dataclass(frozen=True, eq=False)
class Even:
    """Numbers each of which is as much more than the one before."""

    first: int
    step: int
    height: int
    dtype: pl.DataType

    @property
    def held(self) -> int:
        return 0

    def opened(self) -> pl.Series:
        end = self.first + self.step * self.height
        return pl.Series(np.arange(self.first, end, self.step)).cast(self.dtype)


@dataclass(frozen=True, eq=False)
class Steps:
    """Numbers none of which is less than the one before: the first, and by how much each next is more."""

    first: int
    steps: Small
    dtype: pl.DataType

    @property
    def held(self) -> int:
        return self.steps.held

    def opened(self) -> pl.Series:
        return pl.Series(_ends(self.steps.numbers(), self.first)).cast(self.dtype)


@dataclass(frozen=True, eq=False)
class Small:
    """Numbers from 0 on, of one to four bytes."""

    content: bytes = field(repr=False)
    height: int
    width: int

    @staticmethod
    def of(numbers: Numbers) -> Small:
        width = next(width for width in _WIDTHS if int(numbers.max()) <= _limit(width))
        narrow = numbers.astype(_narrow(width))
        return Small(_compressed(pa.py_buffer(narrow)), len(numbers), width)

    @property
    def held(self) -> int:
        return len(self.content)

    def numbers(self) -> Numbers:
        there = pa.decompress(self.content, self.height * self.width, _CODEC, memory_pool=_ROOM)
        return np.frombuffer(there, dtype=_narrow(self.width))


@dataclass(frozen=True, eq=False)
class Words:
    """A few words, null perhaps among them, and which of them stands in each row."""

    which: Small = field(repr=False)
    words: pl.Series = field(repr=False)

    @property
    def held(self) -> int:
        return int(self.which.held + self.words.estimated_size())

    def opened(self) -> pl.Series:
        return self.words[pl.Series(self.which.numbers())]


@dataclass(frozen=True, eq=False)
class Letters:
    """Texts one after the other. lengths: of each. there: bits, if some are null."""

    letters: bytes = field(repr=False)
    size: int
    lengths: Small
    there: bytes | None = field(repr=False)

    @property
    def held(self) -> int:
        return len(self.letters) + self.lengths.held + len(self.there or b"")

    def opened(self) -> pl.Series:
        letters = pa.decompress(self.letters, self.size, _CODEC, memory_pool=_ROOM)
        ends = pa.py_buffer(_ends(self.lengths.numbers(), 0))
        there = None if self.there is None else pa.py_buffer(self.there)
        return pl.Series(pa.LargeStringArray.from_buffers(self.lengths.height, ends, letters, there))


@dataclass(frozen=True, eq=False)
class AsParquet:
    content: bytes = field(repr=False)

    @property
    def held(self) -> int:
        return len(self.content)

    def opened(self) -> pl.Series:
        return pl.read_parquet(BytesIO(self.content)).to_series()


@dataclass(frozen=True, eq=False)
class Plain:
    """As it is."""

    column: pl.Series = field(repr=False)

    @property
    def held(self) -> int:
        return int(self.column.estimated_size())

    def opened(self) -> pl.Series:
        return self.column


@dataclass(frozen=True, eq=False)
class Taken:
    """Cells that another column keeps: those of `rows` (all if None), and of them those that are `there`."""

    other: Kept
    rows: pl.Series | None = field(repr=False)
    there: pl.Series | None = field(repr=False)

    @property
    def held(self) -> int:
        return sum(int(each.estimated_size()) for each in (self.rows, self.there) if each is not None)

    def opened(self) -> pl.Series:
        cells = self.other.opened()
        if self.rows is not None:
            cells = cells.filter(self.rows)
        if self.there is None:
            return cells
        return cells.zip_with(self.there, pl.Series([None], dtype=cells.dtype).new_from_index(0, len(cells)))


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
    if _says_one_thing(column):
        return Alike(column.head(1).rechunk(), len(column))
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


def _says_one_thing(column: pl.Series) -> bool:
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
    return Words(Small.of(numbers), words.extend_constant(None, 1).rechunk())


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
        _compressed(letters), letters.size, Small.of(lengths), None if there is None else there.to_pybytes()
    )


def _compressed(letters: pa.Buffer) -> bytes:
    """In a block of just its size: one that was cut short would keep the room of what it was made of."""
    return bytes(pa.compress(letters, _CODEC, memory_pool=_ROOM).to_pybytes())


def _numbers(column: pl.Series) -> Kept | None:
    return _steps(column) or _near(column)


def _steps(column: pl.Series) -> Kept | None:
    """None where some number is less than the one before, or much more."""
    if column.null_count() or len(column) < 2 or not column.dtype.is_integer() or not column.is_sorted():
        return None
    numbers = column.cast(pl.Int64)
    steps = np.diff(numbers.to_numpy())
    if steps.min() < 0 or steps.max() > _limit(1):
        return None
    if 0 < steps.min() == steps.max():
        return Even(numbers[0], int(steps[0]), len(column), column.dtype)
    return Steps(numbers[0], Small.of(steps), column.dtype)


def _ends(steps: Numbers, first: int) -> npt.NDArray[np.int64]:
    """first, and where each step leads from there."""
    found = np.empty(len(steps) + 1, dtype=np.int64)
    found[0] = first
    np.cumsum(steps, dtype=np.int64, out=found[1:])
    found[1:] += first
    return found


def _near(column: pl.Series) -> Kept | None:
    """None where the least and the most lie far apart."""
    numbers = column.to_physical()
    unit = _unit(column)
    if unit > 1:
        numbers = numbers // unit
    least, most = numbers.min(), numbers.max()
    if not isinstance(least, int) or not isinstance(most, int):
        return None
    width = next((each for width, each in _WIDTHS.items() if most - least <= _limit(width)), None)
    if width is None:
        return None
    return Near((numbers - least).cast(width), least * unit, unit, column.dtype)


def _limit(width: int) -> int:
    return int((1 << 8 * width) - 1)


def _narrow(width: int) -> str:
    return f"<u{width}"


def _unit(column: pl.Series) -> int:
    if column.dtype != pl.Datetime:
        return 1
    numbers = column.to_physical()
    return next((unit for unit in _UNITS if bool((numbers % unit == 0).all())), 1)


def as_parquet(column: pl.Series) -> AsParquet:
    sink = BytesIO()
    column.to_frame().write_parquet(sink, compression="zstd", compression_level=1, statistics=False)
    return AsParquet(sink.getvalue())
