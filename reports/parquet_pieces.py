"""Frames as one Parquet file that leaves in pieces: one frame in memory at a time, and no file on a disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import RawIOBase

import polars as pl
import pyarrow.parquet as pq


class Drain(RawIOBase):
    """Takes what a writer writes, and gives it away; knows how much there was."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._held.append(piece)
        self._written += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._written

    def take(self) -> bytes:
        taken, self._held = b"".join(self._held), []
        return taken


def parquet_pieces(frames: Iterable[pl.DataFrame]) -> Iterator[bytes]:
    """One row group a frame. The frames have one schema; at least one is given, be it without rows."""
    drain = Drain()
    writer: pq.ParquetWriter | None = None
    for frame in frames:
        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        writer = writer or pq.ParquetWriter(drain, table.schema, compression="zstd")
        writer.write_table(table)
        yield drain.take()
    if writer is not None:
        writer.close()
    yield drain.take()
