"""Records gathered one by one become a source table: shared by every format that yields rows of cells.

Rows are put away in columns every few thousand, so that a large table never stands in memory as objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from core.sources.naming import column_names
from core.tables import LINE, RECORD, SourceTable

Cell = str | None
CHUNK = 20_000
_START = "start"


class Gathering:
    """Rows of one table. Columns may come up late; a row without one has null there.

    declared: the columns that are known before any row, in order.
    """

    def __init__(self, declared: Sequence[str] = ()) -> None:
        self._places: dict[str, int] = {}
        self._named: list[list[Cell]] = []
        self._beyond: list[list[Cell]] = []
        self._lines: list[int] = []
        self._starts: list[int] = []
        self._chunks: list[pl.DataFrame] = []
        self._longest = 0
        self.names: list[str] = []
        for name in declared:
            self.place(name)

    def place(self, name: str) -> int:
        """Where the column of this name stands; one that is new comes last. Case is no difference in SQL."""
        key = name.casefold()
        if key not in self._places:
            self._places[key] = len(self.names)
            self.names.append(name)
        return self._places[key]

    def places(self, names: Sequence[str]) -> tuple[int, ...]:
        """Where each of these stands; one that comes twice gets a column of its own."""
        found: dict[int, None] = {}
        last: dict[str, int] = {}
        for name in names:
            place = self.place(name)
            while place in found:
                last[name] = last.get(name, 1) + 1
                place = self.place(f"{name}.{last[name]}")
            found[place] = None
        return tuple(found)

    def name_all(self, names: Sequence[str]) -> None:
        """Columns by their position only, for formats in which two may bear one name."""
        self.names.extend(names)

    def add(self, cells: Sequence[Cell], line: int, start: int, places: Sequence[int] | None = None) -> None:
        """One record. line: where it begins. start: what tells it from the others. places: of its cells.

        Cells that have no place stand behind every named column.
        """
        named = range(len(self.names)) if places is None else places
        self._put(self._named, zip(named, cells, strict=False))
        if len(cells) > len(named):
            self._put(self._beyond, enumerate(cells[len(named) :]))
        self._lines.append(line)
        self._starts.append(start)
        if len(self._lines) >= CHUNK:
            self._put_away()

    def _put(self, columns: list[list[Cell]], cells: Iterable[tuple[int, Cell]]) -> None:
        before = len(self._lines)
        for place, cell in cells:
            while place >= len(columns):
                columns.append([])
            column = columns[place]
            if len(column) < before:
                column.extend([None] * (before - len(column)))
            column.append(cell)

    def _put_away(self) -> None:
        height = len(self._lines)
        columns = {
            f"{kind}{index}": pl.Series(column + [None] * (height - len(column)), dtype=pl.String)
            for kind, group in (("named", self._named), ("beyond", self._beyond))
            for index, column in enumerate(group)
        }
        own = {LINE: pl.Series(self._lines, dtype=pl.UInt32), _START: pl.Series(self._starts, dtype=pl.Int64)}
        self._chunks.append(pl.DataFrame({**own, **columns}))
        self._longest = max(self._longest, len(self._beyond))
        self._named, self._beyond, self._lines, self._starts = [], [], [], []

    def starts(self) -> pl.Series:
        """What tells the records from each other, in order."""
        self._put_away()
        return pl.concat([chunk[_START] for chunk in self._chunks])

    def table(self, file: str, name: str, *, without: Iterable[int] = ()) -> tuple[SourceTable, int]:
        """(the table, how many columns had to be renamed). without: starts of records that do not stand."""
        self._put_away()
        frame = pl.concat(self._chunks, how="diagonal")
        left_out = list(without)
        if left_out:
            frame = frame.filter(~pl.col(_START).is_in(left_out))
        header = self.names or None
        width = len(self.names) or self._longest
        longest = len(self.names) + self._longest
        names, renamed = column_names(header, width=width, longest=longest)
        stand = [f"named{index}" for index in range(len(self.names))]
        stand += [f"beyond{index}" for index in range(self._longest)]
        return SourceTable(file, name, names, _finished(frame, stand, names)), renamed


def _finished(frame: pl.DataFrame, stand: Sequence[str], names: Sequence[str]) -> pl.DataFrame:
    """RECORD and LINE first, then the columns by their names; a column that no row has is null."""
    number = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias(RECORD)
    columns = [
        pl.col(own).alias(name) if own in frame.columns else pl.lit(None, dtype=pl.String).alias(name)
        for own, name in zip(stand, names, strict=True)
    ]
    return frame.select(number, pl.col(LINE), *columns)
