"""Cells that a table keeps without a field, where those of some columns are others than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from core.packed import Packed
from core.tables import LINE, RECORD


def cells_instead(
    earlier: Packed, windows: Iterable[tuple[int, Packed]], names: Sequence[str], *, instead: Sequence[str]
) -> Packed:
    """Row by row the cells of `names`; those of the columns `instead` are what the windows keep.

    windows: of each its last record and what it keeps, in order. names: columns of which some cell is kept
    now, in the order of the table. A row of which nothing is kept any more is left out.
    """
    types = pl.Schema({RECORD: pl.UInt32(), LINE: pl.UInt32(), **dict.fromkeys(names, pl.String())})
    stay = earlier.select([name for name in earlier.columns if name in types and name not in instead])
    return Packed.gathered(_joined(stay, windows, list(types)), types)


def _joined(stay: Packed, windows: Iterable[tuple[int, Packed]], names: list[str]) -> Iterator[pl.DataFrame]:
    before = _Before(stay)
    for last, kept in windows:
        yield _beside(before.until(last), kept.whole(), names)


def _beside(before: pl.DataFrame, now: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    both = before.join(now, on=[RECORD, LINE], how="full", coalesce=True)
    missing = [pl.lit(None, dtype=pl.String).alias(name) for name in names if name not in both.columns]
    some = pl.any_horizontal(pl.lit(False), *(pl.col(name).is_not_null() for name in names[2:]))
    return both.with_columns(missing).filter(some).sort(RECORD).select(names)


class _Before:
    """The earlier cells in the order of their records, opened as far as they are wanted."""

    def __init__(self, rows: Packed) -> None:
        self._frames = rows.frames()
        self._held = pl.DataFrame(schema=rows.schema)

    def until(self, last: int) -> pl.DataFrame:
        """Those up to this record that were not taken yet."""
        while self._held.is_empty() or self._held[RECORD][-1] <= last:
            more = next(self._frames, None)
            if more is None:
                break
            self._held = pl.concat([self._held, more])
        taken = self._held.filter(pl.col(RECORD) <= last)
        self._held = self._held.filter(pl.col(RECORD) > last)
        return taken
