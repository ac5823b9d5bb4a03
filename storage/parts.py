"""Frames to sealed blobs and back: fixed row ranges, Parquet in memory, one envelope each (law 7).

Ranges do not depend on how many workers there are, so a run's blobs are the same on any machine. A range
that is made of the same as one of an earlier run is that run's blob, opened as what it was sealed for
(ADR 60).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol, runtime_checkable

import polars as pl

from core.side_by_side import side_by_side
from storage import block_bytes
from storage.blobs import BlobStore
from storage.errors import StorageError
from storage.keys import KeyRing
from storage.sealed_blobs import open_sealed, put_sealed
from storage.sealing import Bound, chunks

LOG = "log"
"""The part that holds the migration log."""
ROWS = 65_536 * 4
"""Rows in every block of a part but the last."""
ROWS_OF_LOG = 32_768
"""The same of a log, of which single entries are opened: few rows are opened for one. A multiple of 4,096."""


class Block(Protocol):
    """One row range of a part. made_of: hex, the same for none that would be other rows; "" where unknown."""

    @property
    def height(self) -> int: ...

    @property
    def made_of(self) -> str: ...

    def frame(self) -> pl.DataFrame:
        """Its rows, made when they are asked for: nobody asks where they are sealed already."""


@runtime_checkable
class Part(Protocol):
    """What a run gives under one name. sensitivity: a class of storage.keys.Sensitivity. height: its rows."""

    @property
    def name(self) -> str: ...

    @property
    def sensitivity(self) -> str: ...

    @property
    def height(self) -> int: ...

    def blocks(self, rows: int, /) -> Iterator[Block]:
        """Ranges of so many rows each, the last of fewer; one without rows where there are none."""


class Framed(Protocol):
    """A part that is there as one frame."""

    @property
    def name(self) -> str: ...

    @property
    def sensitivity(self) -> str: ...

    @property
    def frame(self) -> pl.DataFrame: ...


def blocks_of(part: Part | Framed) -> Part:
    """The part as what gives its blocks one by one."""
    return part if isinstance(part, Part) else _Whole(part.name, part.sensitivity, part.frame)


@dataclass(frozen=True)
class _Whole:
    """One frame, cut into blocks of which nobody knows what they were made of."""

    name: str
    sensitivity: str
    whole: pl.DataFrame = field(repr=False)

    @property
    def height(self) -> int:
        return self.whole.height

    def blocks(self, rows: int, /) -> Iterator[Block]:
        starts = range(0, max(self.height, 1), rows)
        return (_Cut(self.whole.slice(start, rows)) for start in starts)


@dataclass(frozen=True)
class _Cut:
    rows: pl.DataFrame = field(repr=False)
    made_of: str = ""

    @property
    def height(self) -> int:
        return self.rows.height

    def frame(self) -> pl.DataFrame:
        return self.rows


@dataclass(frozen=True)
class StoredBlock:
    """One row range as stored. number: 0-based. sha256: hex, of the Parquet bytes in clear.

    made_of: as its `Block` said. sealed_run, sealed_number: the run (its digest) and the number in it that it
    was sealed for, which is an earlier run's where the two share it.
    """

    number: int
    rows: int
    sha256: str = field(repr=False)
    blob: str
    sealed_run: str = field(repr=False)
    sealed_number: int
    made_of: str = field(default="", repr=False)


Alike = Mapping[str, StoredBlock]
"""What a block was made of -> the block of an earlier run's part of the same name and class."""
NONE_ALIKE: Alike = {}


@dataclass(frozen=True)
class Place:
    """Where a part belongs. run: the run's digest."""

    project: str
    run: str
    name: str
    sensitivity: str

    def bound(self, number: int) -> Bound:
        """Of a block that is sealed for this place."""
        return self._bound(self.run, number)

    def bound_of(self, block: StoredBlock) -> Bound:
        """Of a block that stands in this place, whichever run it was sealed for."""
        return self._bound(block.sealed_run, block.sealed_number)

    def _bound(self, run: str, number: int) -> Bound:
        return Bound(self.project, "run part", self.sensitivity, run=run, table=self.name, part=str(number))


def store_part(
    blobs: BlobStore, ring: KeyRing, place: Place, *, part: Part, alike: Alike = NONE_ALIKE
) -> list[StoredBlock]:
    """Writes every block and reads it back, a few at a time; no row names them yet. Raises ClassClosed.

    alike: blocks that may stand here as they are. Of those it is only seen that they are still there.
    """
    ring.current(place.bound(0))
    size = ROWS_OF_LOG if place.name == LOG else ROWS

    def store(numbered: tuple[int, Block]) -> StoredBlock:
        number, block = numbered
        found = _alike(blobs, block, alike)
        if found is not None:
            return replace(found, number=number)
        return _store_block(blobs, ring, place, number=number, block=block)

    every = enumerate(part.blocks(size))
    stored = list(side_by_side(store, every) if part.height > size else map(store, every))
    _refuse_other_rows(part.height, size, stored)
    return stored


def _alike(blobs: BlobStore, block: Block, alike: Alike) -> StoredBlock | None:
    found = alike.get(block.made_of)
    if found is None or found.rows != block.height or blobs.find(found.blob) is None:
        return None
    return found


def _store_block(blobs: BlobStore, ring: KeyRing, place: Place, *, number: int, block: Block) -> StoredBlock:
    frame = block.frame()
    content, bound = block_bytes.to_bytes(frame), place.bound(number)
    named = partial(ring.blob_name, "run part", bound.encode())
    digest, _ = put_sealed(blobs, ring, chunks(content), bound=bound, name=named)
    stored = StoredBlock(number, frame.height, digest, named(digest), place.run, number, block.made_of)
    prove(blobs, ring, place, block=stored)
    return stored


def _refuse_other_rows(height: int, size: int, stored: list[StoredBlock]) -> None:
    """Records are counted by parts and opened by blocks: the two may not differ (law 1)."""
    rows = [block.rows for block in stored]
    if sum(rows) != height or any(each != size for each in rows[:-1]) or not rows:
        raise StorageError(
            place="run",
            found="A part of the run came in other pieces than it says.",
            do="Nothing was published. Report it.",
        )


def prove(blobs: BlobStore, ring: KeyRing, place: Place, *, block: StoredBlock) -> None:
    """Reads a block to its end; raises SealBroken or BlobMissing unless it is what was stored."""
    for _ in _plain(blobs, ring, place, block=block):
        pass


def read_block(blobs: BlobStore, ring: KeyRing, place: Place, *, block: StoredBlock) -> pl.DataFrame:
    return block_bytes.from_bytes(b"".join(_plain(blobs, ring, place, block=block)))


def read_rows(
    blobs: BlobStore,
    ring: KeyRing,
    place: Place,
    *,
    block: StoredBlock,
    start: int,
    count: int,
    columns: Sequence[str] | None = None,
) -> pl.DataFrame:
    """Rows `start` (0-based, in the block) to `start + count`, no others being decoded. columns: or all."""
    content = b"".join(_plain(blobs, ring, place, block=block))
    return block_bytes.rows_from_bytes(content, start, count, columns)


def _plain(blobs: BlobStore, ring: KeyRing, place: Place, *, block: StoredBlock) -> Iterator[bytes]:
    return open_sealed(blobs, ring, block.blob, bound=place.bound_of(block), sha256=block.sha256)
