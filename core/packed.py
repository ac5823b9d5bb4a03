"""Rows that a run keeps until it needs them again: in pieces, compressed, unpacked a few columns at a time.

A run of millions of rows is larger than the memory it may have, and hardly any stage needs more of it at
once than a stretch of rows or some of its columns. A piece is Parquet in memory: nothing touches a disk
(law 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import polars as pl

from core.digests import column_digest, combined
from core.side_by_side import side_by_side

WINDOW = 131_072
"""Rows of a table that are worked on at a time."""
_WORTH = 8_192
"""Rows from which packing pays."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Some rows in their order. height: how many. content: packed, or as they are where they are few."""

    height: int
    content: bytes | pl.DataFrame = field(repr=False)

    @staticmethod
    def of(frame: pl.DataFrame) -> Piece:
        if frame.height < _WORTH or not frame.width:
            return Piece(frame.height, frame)
        sink = BytesIO()
        frame.write_parquet(sink, compression="zstd", compression_level=1, statistics=False)
        return Piece(frame.height, sink.getvalue())

    @property
    def held(self) -> int:
        content = self.content
        return int(content.estimated_size()) if isinstance(content, pl.DataFrame) else len(content)

    def frame(self, names: Sequence[str] | None = None) -> pl.DataFrame:
        """All columns, or those of `names` in that order."""
        if isinstance(self.content, pl.DataFrame):
            return self.content if names is None else self.content.select(names)
        if names is None:
            return pl.read_parquet(BytesIO(self.content))
        return pl.read_parquet(BytesIO(self.content), columns=list(names)).select(names)


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
    def one(frame: pl.DataFrame) -> Packed:
        """`frame` as a single piece."""
        return Packed.of(frame, max(frame.height, 1))

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

    def digest(self) -> str:
        """As `core.digests.frame_digest` of the whole, a few columns in memory at a time."""
        digests = side_by_side(lambda name: column_digest(self.column(name)), self.columns)
        return combined(zip(self.columns, digests, strict=True))

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
