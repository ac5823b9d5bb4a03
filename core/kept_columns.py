"""The ways in which one column is kept until it is asked for; each gives back every bit.

Which of them a column takes says core.packing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[Any]

WIDTHS = {1: pl.UInt8, 2: pl.UInt16, 4: pl.UInt32}
"""By how many bytes they take."""
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
        return pl.Series(np.arange(self.height, dtype=np.int64) * self.step + self.first).cast(self.dtype)


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
        width = next(width for width in WIDTHS if int(numbers.max()) <= limit(width))
        narrow = numbers.astype(_narrow(width))
        return Small(compressed(pa.py_buffer(narrow)), len(numbers), width)

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
        texts = pa.LargeStringArray.from_buffers(self.lengths.height, ends, letters, there)
        return pl.Series(pc.cast(texts, pa.string_view(), memory_pool=_ROOM))


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


def _ends(steps: Numbers, first: int) -> npt.NDArray[np.int64]:
    """first, and where each step leads from there."""
    found = np.empty(len(steps) + 1, dtype=np.int64)
    found[0] = 0
    np.cumsum(steps, dtype=np.int64, out=found[1:])
    return found + first if first else found


def compressed(letters: pa.Buffer) -> bytes:
    """In a block of just its size: one that was cut short would keep the room of what it was made of."""
    return bytes(pa.compress(letters, _CODEC, memory_pool=_ROOM).to_pybytes())


def limit(width: int) -> int:
    return int((1 << 8 * width) - 1)


def _narrow(width: int) -> str:
    return f"<u{width}"
