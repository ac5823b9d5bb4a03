"""Rows that a run keeps until it needs them again: in pieces, compressed, unpacked a few columns at a time.

A run of millions of rows is larger than the memory it may have, and hardly any stage needs more of it at
once than a stretch of rows or some of its columns. A piece keeps each column by itself, in memory and in the
cheapest way that fits it (core.packing): nothing touches a disk (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO

import polars as pl

from core.digests import combined
from core.kept_bytes import from_bytes, to_bytes
from core.kept_columns import Kept
from core.packing import Cells, kept, taken

WINDOW = 65_536
"""Rows of a table that are worked on at a time."""
_WORTH = 8_192
"""Rows from which packing pays."""


MadeOf = Mapping[str, str]
"""Column -> what it was made of, as a digest: equal for two pieces only where the column's cells are equal.

Of a column that is not named it is not known. A piece that is one of several made of the same stands for the
rows from where the last one ended.
"""
Opener = Callable[[Sequence[str]], pl.DataFrame]
"""Gives rows that are kept elsewhere, of these columns."""
Content = Mapping[str, Kept] | pl.DataFrame | bytes | Opener


@dataclass(frozen=True, eq=False)
class Piece:
    """Some rows in their order. height: how many. content: column by column, as they are where they are few,
    or kept elsewhere (as Parquet, or until somebody asks). further: the same rows with other columns.

    table: the source table that gave them, as file and name; None where nobody said. elsewhere: the columns
    of content that is kept elsewhere, where it is told.
    """

    height: int
    content: Content = field(repr=False)
    made_of: MadeOf = field(default_factory=dict, repr=False)
    further: Piece | None = field(default=None, repr=False)
    table: tuple[str, str] | None = None
    elsewhere: tuple[str, ...] = ()

    @staticmethod
    def of(frame: pl.DataFrame, like: Mapping[str, Cells] | None = None) -> Piece:
        """like: column -> cells that another piece keeps and that may be the same."""
        if frame.height < _WORTH or not frame.width:
            return Piece(frame.height, frame)
        likely = like or {}
        each = {column.name: _kept(column, likely.get(column.name)) for column in frame.iter_columns()}
        return Piece(frame.height, each)

    def beside(self, other: Piece) -> Piece:
        """With columns of the same rows that are packed already; those of one name stay these here."""
        return replace(self, further=other)

    @property
    def columns(self) -> tuple[str, ...]:
        """All of its own, in order; none where nobody asks."""
        return tuple(_names(self.content)) or self.elsewhere

    def as_bytes(self) -> bytes:
        """Its own columns; `from_bytes` has some of them back."""
        content = self.content
        if not isinstance(content, Mapping):
            content = {column.name: kept(column) for column in _opened(content, None).iter_columns()}
        return to_bytes(content)

    @staticmethod
    def from_bytes(height: int, content: bytes, names: Collection[str]) -> Piece:
        return Piece(height, from_bytes(content, names))

    def column(self, name: str) -> Kept | None:
        """As it is kept here, if that is column by column."""
        return self.content.get(name) if isinstance(self.content, Mapping) else None

    @property
    def held(self) -> int:
        """About how many bytes it takes."""
        return _size(self.content) + (0 if self.further is None else self.further.held)

    def frame(self, names: Sequence[str] | None = None) -> pl.DataFrame:
        """All columns, or those of `names` in that order."""
        if self.further is None:
            return _opened(self.content, names)
        mine = self.columns
        wanted = (*mine, *self.further.columns) if names is None else names
        others = [name for name in wanted if name not in mine]
        own = [name for name in wanted if name in mine]
        if not others or not own:
            return _opened(self.content, own) if own else self.further.frame(others)
        return _opened(self.content, own).hstack(self.further.frame(others)).select(wanted)


def _kept(column: pl.Series, like: Cells | None) -> Kept:
    return (None if like is None else taken(column, like)) or kept(column)


def _size(content: Content) -> int:
    if isinstance(content, pl.DataFrame):
        return int(content.estimated_size())
    if isinstance(content, Mapping):
        return sum(each.held for each in content.values())
    return len(content) if isinstance(content, bytes) else 0


def _names(content: Content) -> Collection[str]:
    """Of its columns, where it tells them."""
    if isinstance(content, pl.DataFrame):
        return content.columns
    return content.keys() if isinstance(content, Mapping) else ()


def _opened(content: Content, names: Sequence[str] | None) -> pl.DataFrame:
    if isinstance(content, pl.DataFrame):
        return content if names is None else content.select(names)
    if isinstance(content, Mapping):
        return pl.DataFrame([content[n].opened().alias(n) for n in (content if names is None else names)])
    if callable(content):
        return content([] if names is None else names)
    frame = pl.read_parquet(BytesIO(content), columns=None if names is None else list(names))
    return frame if names is None else frame.select(names)


@dataclass(frozen=True)
class Packed:
    """A frame in pieces, in order. schema: the columns that are looked at, of all that the pieces have.

    A frame without rows may have no piece.
    """

    schema: pl.Schema
    pieces: tuple[Piece, ...] = field(repr=False)

    @staticmethod
    def of(frame: pl.DataFrame, rows: int = WINDOW) -> Packed:
        """`frame` cut into pieces of `rows`; the last may be smaller."""
        return Packed.gathered(frame.iter_slices(rows), frame.schema)

    @staticmethod
    def gathered(frames: Iterable[pl.DataFrame], schema: pl.Schema) -> Packed:
        """One piece for each frame that has rows. Each is packed as it comes."""
        return Packed(schema, tuple(Piece.of(frame) for frame in frames if frame.height))

    @staticmethod
    def one(frame: pl.DataFrame, like: Mapping[str, Cells] | None = None) -> Packed:
        """`frame` as a single piece. like: as `Piece.of` has it."""
        return Packed(frame.schema, (Piece.of(frame, like),) if frame.height else ())

    @staticmethod
    def joined(parts: Sequence[Packed]) -> Packed:
        """One after the other; their columns are alike."""
        return Packed(parts[0].schema, tuple(piece for part in parts for piece in part.pieces))

    @staticmethod
    def beside(parts: Sequence[Packed]) -> Packed:
        """The columns of all, their rows standing in one order; each column once."""
        if all(part.pieces == parts[0].pieces for part in parts):
            return Packed(
                pl.Schema({n: t for part in parts for n, t in part.schema.items()}), parts[0].pieces
            )
        columns = {column.name: column for part in parts for column in part.whole().iter_columns()}
        return Packed.one(pl.DataFrame(list(columns.values())))

    @property
    def height(self) -> int:
        return sum(piece.height for piece in self.pieces)

    @property
    def held(self) -> int:
        """About how many bytes its pieces take."""
        return sum(piece.held for piece in self.pieces)

    @property
    def columns(self) -> list[str]:
        return self.schema.names()

    def is_empty(self) -> bool:
        return not self.height

    def frames(self, names: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
        """Piece by piece, one in memory at a time; nothing where there are no rows."""
        wanted = self.columns if names is None else names
        return (piece.frame(wanted) for piece in self.pieces)

    def select(self, names: Sequence[str]) -> Packed:
        """The same pieces, of which only these columns are looked at."""
        return Packed(pl.Schema({name: self.schema[name] for name in names}), self.pieces)

    def whole(self, names: Sequence[str] | None = None) -> pl.DataFrame:
        """All rows, of all columns or of `names`: as few as are needed, since all of them are unpacked."""
        frames = list(self.frames(names))
        if frames:
            return pl.concat(frames)
        wanted = self.columns if names is None else names
        return pl.DataFrame(schema={name: self.schema[name] for name in wanted})

    def column(self, name: str) -> pl.Series:
        return self.whole([name])[name]

    def lazy(self, names: Sequence[str]) -> pl.LazyFrame:
        """All rows of `names`, for a query."""
        return self.whole(names).lazy()

    def given_by(self, table: tuple[str, str]) -> Packed:
        """The same rows, of which it is known which source table gave them."""
        return Packed(self.schema, tuple(replace(piece, table=table) for piece in self.pieces))

    def of_tables(self, tables: AbstractSet[tuple[str, str]]) -> Packed:
        """The pieces that one of these gave."""
        return Packed(self.schema, tuple(piece for piece in self.pieces if piece.table in tables))

    def named(self, made_of: MadeOf) -> Packed:
        """The same rows, of which it is known what they were made of."""
        return Packed(self.schema, tuple(replace(piece, made_of=made_of) for piece in self.pieces))

    def rows(self, start: int, count: int) -> pl.DataFrame:
        """Rows `start` (0-based) to `start + count`; only the pieces that hold them are unpacked."""
        found, at = [], 0
        for piece in self.pieces:
            first, end = max(start - at, 0), min(start + count - at, piece.height)
            if first < end:
                found.append(piece.frame(self.columns).slice(first, end - first))
            at += piece.height
        return pl.concat(found) if found else self.whole().clear()

    def identity(self, start: int, count: int) -> str:
        """What a stretch of rows was made of, in all columns; "" where that is not known of all of it."""
        said: list[tuple[str, str]] = []
        for key, first, many in self._overlapping(start, count):
            if key is None:
                return ""
            said.append((key, f"{first}+{many}"))
        return combined(said) if said else ""

    def _overlapping(self, start: int, count: int) -> Iterator[tuple[str | None, int, int]]:
        """What the rows of a stretch were made of, from which row of it on, and how many."""
        at = 0
        for key, height in self._alike:
            first, end = max(start - at, 0), min(start + count - at, height)
            if first < end:
                yield key, first, end - first
            at += height

    @cached_property
    def _alike(self) -> list[tuple[str | None, int]]:
        """Neighbouring pieces that are made of the same are one, however a table was cut."""
        found: list[tuple[str | None, int]] = []
        last: list[str] | None = None
        names = self.columns
        for piece in self.pieces:
            said = [piece.made_of[name] for name in names if name in piece.made_of]
            if found and said == last and found[-1][0] is not None:
                found[-1] = (found[-1][0], found[-1][1] + piece.height)
            else:
                found.append((self._key(said), piece.height))
            last = said
        return found

    def _key(self, said: Sequence[str]) -> str | None:
        """said: of what each column was made, where that is known of all."""
        if len(said) < len(self.columns):
            return None
        return combined(
            (f"{name} {kind}", of) for (name, kind), of in zip(self.schema.items(), said, strict=True)
        )

    def cut(self, rows: int) -> Iterator[pl.DataFrame]:
        """The rows in frames of `rows` each, the last of what is left; one empty frame where there are none.

        Where the pieces lie does not show.
        """
        waiting: list[pl.DataFrame] = []
        held = 0
        for frame in self.frames():
            waiting.append(frame)
            held += frame.height
            while held >= rows:
                whole = waiting[0] if len(waiting) == 1 else pl.concat(waiting)
                yield whole.head(rows)
                waiting, held = [whole.slice(rows)], held - rows
        if held or not self.pieces:
            yield pl.concat(waiting) if waiting else self.whole()
