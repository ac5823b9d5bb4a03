"""Frames to sealed blobs and back: fixed row ranges, Parquet in memory, one envelope each (law 7).

Ranges do not depend on how many workers there are, so a run's blobs are the same on any machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

import polars as pl

from storage.blobs import BlobStore
from storage.keys import KeyRing
from storage.sealed_blobs import open_sealed, put_sealed
from storage.sealing import Bound, chunks

LOG = "log"
"""The part that holds the migration log."""
ROWS = 65_536 * 4
"""Rows in every block of a part but the last."""
ROWS_OF_LOG = 32_768
"""The same of a log, of which single entries are opened: few rows are opened for one. A multiple of 4,096."""


_AT_A_TIME = 4
"""Blocks that are compressed, sealed and read back side by side."""


class Part(Protocol):
    """One named frame of a run (core.parts.Part). sensitivity: a class of storage.keys.Sensitivity."""

    @property
    def name(self) -> str: ...

    @property
    def sensitivity(self) -> str: ...

    @property
    def frame(self) -> pl.DataFrame: ...


@dataclass(frozen=True)
class Place:
    """Where a part belongs. run: the run's digest."""

    project: str
    run: str
    name: str
    sensitivity: str

    def bound(self, number: int) -> Bound:
        return Bound(
            self.project, "run part", self.sensitivity, run=self.run, table=self.name, part=str(number)
        )


@dataclass(frozen=True)
class StoredBlock:
    """One row range as stored. number: 0-based. sha256: hex, of the Parquet bytes in clear."""

    number: int
    rows: int
    sha256: str
    blob: str


def store_part(blobs: BlobStore, ring: KeyRing, place: Place, *, frame: pl.DataFrame) -> list[StoredBlock]:
    """Writes every block and reads it back; no row names them yet. A frame without rows has one block."""
    size = ROWS_OF_LOG if place.name == LOG else ROWS
    starts = range(0, max(frame.height, 1), size)

    def store(number: int) -> StoredBlock:
        rows = frame.slice(number * size, size)
        return _store_block(blobs, ring, place, number=number, frame=rows)

    if len(starts) == 1:
        return [store(0)]
    with ThreadPoolExecutor(max_workers=_AT_A_TIME) as pool:
        return list(pool.map(store, range(len(starts))))


def _store_block(
    blobs: BlobStore, ring: KeyRing, place: Place, *, number: int, frame: pl.DataFrame
) -> StoredBlock:
    content, bound = _parquet(frame), place.bound(number)
    digest = hashlib.sha256(content).hexdigest()
    name = ring.blob_name("run part", bound.encode(), digest)
    put_sealed(blobs, ring, chunks(content), bound=bound, name=lambda _digest: name)
    block = StoredBlock(number, frame.height, digest, name)
    prove(blobs, ring, place, block=block)
    return block


def prove(blobs: BlobStore, ring: KeyRing, place: Place, *, block: StoredBlock) -> None:
    """Reads a block to its end; raises SealBroken or BlobMissing unless it is what was stored."""
    for _ in _plain(blobs, ring, place, block=block):
        pass


def read_block(blobs: BlobStore, ring: KeyRing, place: Place, *, block: StoredBlock) -> pl.DataFrame:
    content = b"".join(_plain(blobs, ring, place, block=block))
    return pl.read_parquet(BytesIO(content), use_pyarrow=False)


def read_rows(
    blobs: BlobStore, ring: KeyRing, place: Place, *, block: StoredBlock, start: int, count: int
) -> pl.DataFrame:
    """Rows `start` (0-based, in the block) to `start + count`, no others being decoded."""
    content = b"".join(_plain(blobs, ring, place, block=block))
    return pl.scan_parquet(BytesIO(content)).slice(start, count).collect()


def _plain(blobs: BlobStore, ring: KeyRing, place: Place, *, block: StoredBlock) -> Iterator[bytes]:
    return open_sealed(blobs, ring, block.blob, bound=place.bound(block.number), sha256=block.sha256)


def _parquet(frame: pl.DataFrame) -> bytes:
    """At the level at which a block takes least time; nobody looks for rows by what Parquet tells of them."""
    sink = BytesIO()
    frame.write_parquet(sink, compression="zstd", compression_level=1, statistics=False)
    return sink.getvalue()
