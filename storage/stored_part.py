"""A part of a published run, of which rows are opened many times: its blocks are told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from storage.blobs import BlobStore
from storage.keys import KeyRing
from storage.parts import Place, StoredBlock, read_rows


@dataclass(frozen=True)
class StoredPart:
    """blocks: in order. May be asked from several threads."""

    blobs: BlobStore = field(repr=False)
    ring: KeyRing = field(repr=False)
    place: Place
    blocks: Sequence[StoredBlock] = field(repr=False)

    def rows(self, start: int, count: int, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Rows `start` (0-based) to `start + count`, of all columns or these.

        Opens only the blocks that hold them. Raises SealBroken or BlobMissing.
        """
        frames = [
            read_rows(
                self.blobs, self.ring, self.place, block=block, start=first, count=length, columns=columns
            )
            for block, first, length in _overlaps(self.blocks, start, count)
        ]
        return pl.concat(frames, how="vertical")


def _overlaps(blocks: Sequence[StoredBlock], start: int, count: int) -> list[tuple[StoredBlock, int, int]]:
    """The blocks that hold rows of the range, with first row and length within each; at least one block."""
    found, at = [], 0
    for block in blocks:
        first, end = max(start - at, 0), min(start + count - at, block.rows)
        if first < end:
            found.append((block, first, end - first))
        at += block.rows
    return found or [(blocks[-1], 0, 0)]
