"""The legacy archive of each record: cells of its row that have no field of their own (law 1).

A row may give several records; its cells go with the one that the row is, so that each cell leaves once.
Cells of rows that became no record stand in `kept/` with all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from core.tables import LINE, RECORD

Cells = dict[str, str]


class ArchiveCells:
    """The archived cells of one source table, read on as records ask for them, in the order of the rows."""

    def __init__(self, open_blocks: Callable[[], Iterator[pl.DataFrame]]) -> None:
        self._open = open_blocks
        self._blocks = open_blocks()
        self._held: list[pl.DataFrame] = []
        self._seen = 0

    def between(self, first: int, last: int) -> dict[int, Cells]:
        """Record -> its cells, of the records `first` to `last`. Going back begins at the front again."""
        if first < self._seen:
            self._start_over()
        self._seen = first
        self._held = [frame for frame in self._held if _last(frame) >= first]
        while not self._held or _last(self._held[-1]) < last:
            block = next(self._blocks, None)
            if block is None:
                break
            if block.height and _last(block) >= first:
                self._held.append(block)
        return {n: c for frame in self._held for n, c in _cells(frame.filter(_within(first, last)))}

    def _start_over(self) -> None:
        self._blocks, self._held = self._open(), []


def _last(frame: pl.DataFrame) -> int:
    return int(frame[RECORD][-1])


def _within(first: int, last: int) -> pl.Expr:
    return pl.col(RECORD).is_between(first, last)


def _cells(frame: pl.DataFrame) -> Iterator[tuple[int, Cells]]:
    for row in frame.iter_rows(named=True):
        cells = {name: text for name, text in row.items() if name not in (RECORD, LINE) and text is not None}
        yield int(row[RECORD]), cells
