"""Several tables in one text, one below the other: each is read by itself, under its own names.

A new table is believed only where a row of words stands above rows of another width that hold figures or
dates, and goes on so. Every byte of the text belongs to exactly one of the tables (contracts, section 1).
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt
import polars as pl

from core.sources.body import Body
from core.sources.dialect import Layout
from core.sources.header import is_header
from core.tables import LINE

Lengths = npt.NDArray[np.int64]

LEAST_ROWS = 3
EVEN = 0.9
"""Share of the first rows of a later table that have its width."""
NEAR = 10
"""Rows from its names on that are looked at for that."""
LOOKED_AT = 60


def below(body: Body, layout: Layout) -> Layout | None:
    """The layout of the table that stands below that of `layout`, None where there is no other."""
    frame = body.frame
    if not body.widths or frame.width - 1 < layout.width or frame.height < 2 * LEAST_ROWS:
        return None
    lengths = _lengths(frame)
    for index in np.flatnonzero(lengths != layout.width).tolist()[:LOOKED_AT]:
        width = int(lengths[index])
        if _goes_on(lengths[index:], width) and _starts_table(frame, index, width):
            names = _cells(frame, index, width)
            body_at = int(body.starts[index + 1])
            return Layout(layout.dialect, width, names, int(body.starts[index]), body_at, layout.footer)
    return None


def _lengths(frame: pl.DataFrame) -> Lengths:
    """Cells of each row; absent ones are all at the end."""
    columns = [pl.col(name).is_not_null().cast(pl.Int64) for name in frame.columns if name != LINE]
    return frame.select(pl.sum_horizontal(columns)).to_series().to_numpy().astype(np.int64)


def _goes_on(lengths: Lengths, width: int) -> bool:
    """Whether the first rows from here on have this width; a third table may follow."""
    near = lengths[:NEAR].tolist()
    most, count = Counter(near).most_common(1)[0]
    return width > 1 and len(near) >= LEAST_ROWS and most == width and count >= EVEN * len(near)


def _starts_table(frame: pl.DataFrame, index: int, width: int) -> bool:
    """Whether the row at `index` names columns that hold figures or dates."""
    names = _cells(frame, index, width)
    if len({name.strip() for name in names}) < width or not all(name.strip() for name in names):
        return False
    rows = [_cells(frame, at, width) for at in range(index + 1, min(index + LOOKED_AT, frame.height))]
    named, why = is_header([names, *rows])
    return named and not why.startswith("assumed")


def _cells(frame: pl.DataFrame, index: int, width: int) -> tuple[str, ...]:
    return tuple(frame[f"c{column}"][index] or "" for column in range(width))
