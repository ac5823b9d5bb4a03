"""The records of one entity until they are loaded: packed, in windows of a few batches.

A run is larger than the memory that a load may have, and a batch needs rows from all over it, since patients
do not stand together in an export. So each block of the run is taken apart once, into what belongs to each
window, and packed; a window is then put together when its turn comes. Nothing touches a disk (law 7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
import numpy.typing as npt
import polars as pl

from core.packed import Piece

WINDOW = 4
"""Batches that are put together at a time."""
Numbers = npt.NDArray[np.int64]
Windows = Mapping[int, Piece]
"""Window -> the rows of one block that belong to it, in the order of the run."""


@dataclass(frozen=True)
class Places:
    """Where the rows of an entity go.

    order: rows of the run in the order in which they are loaded: by batch, and the rows of a patient
    together. whose: the number of the patient of each of them. batch: for each row of the run its batch.
    ends: for each batch the place in `order` after its last row.
    """

    order: Numbers = field(repr=False)
    whose: pl.Series = field(repr=False)
    batch: Numbers = field(repr=False)
    ends: Numbers = field(repr=False)

    @staticmethod
    def of(whose: pl.Series, batch: pl.Series, batches: int) -> Places:
        order = np.argsort(whose.fill_null(-1).to_numpy(), kind="stable")
        into = batch.to_numpy()
        return Places(order, whose.gather(order), into, np.cumsum(np.bincount(into, minlength=batches)))

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where the rows of the batches `first` to `end` stand in `order`."""
        return int(self.ends[first - 1]) if first else 0, int(self.ends[min(end, len(self.ends)) - 1])

    def apart(self, block: pl.DataFrame, start: int) -> Windows:
        """The rows of a block, which begins at the row `start` of the run, packed by window."""
        windows = (self.batch[start : start + block.height] // WINDOW).astype(np.int32)
        order = np.argsort(windows, kind="stable")
        found, ends = np.unique(windows[order], return_index=True)
        sorted_rows, stops = block[order], [*ends[1:].tolist(), block.height]
        spans = zip(found.tolist(), ends.tolist(), stops, strict=True)
        return {window: _packed(sorted_rows.slice(at, stop - at)) for window, at, stop in spans}


@dataclass(frozen=True)
class Taken:
    """One class. types: its columns that hold anything, in their order. windows: of each block of the run."""

    types: Mapping[str, pl.DataType]
    windows: Sequence[Windows] = field(repr=False)

    def joined(self, window: int) -> pl.DataFrame:
        """The rows of a window, in the order of the run."""
        frames = [block[window].frame() for block in self.windows if window in block]
        frame = pl.concat(frames, how="diagonal")
        lacking = (pl.lit(None, kind).alias(name) for name, kind in self.types.items() if name not in frame)
        return frame.with_columns(*lacking).select(*self.types)


@dataclass(frozen=True)
class Kept:
    """An entity's rows: where they go, and what they hold in each class that holds anything."""

    places: Places
    classes: Mapping[str, Taken] = field(repr=False)

    def window(self, number: int) -> dict[str, pl.DataFrame]:
        """Class -> the rows of a window in the order in which they are loaded; nothing where it has none."""
        start, end = self.places.span(number * WINDOW, (number + 1) * WINDOW)
        place = np.argsort(np.argsort(self.places.order[start:end]))
        return {each: taken.joined(number)[place] for each, taken in self.classes.items() if end > start}

    def whole(self, sensitivity: str) -> pl.DataFrame:
        """All rows of one class, in the order of the run."""
        taken = self.classes[sensitivity]
        windows = sorted({window for block in taken.windows for window in block})
        rows = np.argsort(self.places.batch // WINDOW, kind="stable")
        return pl.concat([taken.joined(window) for window in windows])[np.argsort(rows)]


def _packed(frame: pl.DataFrame) -> Piece:
    """However few rows: left as it is, a piece would hold on to the whole block that it was cut from."""
    sink = BytesIO()
    frame.write_parquet(sink, compression="lz4", statistics=False)
    return Piece(frame.height, sink.getvalue())
