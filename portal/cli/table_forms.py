"""The two forms in which `read` copies a table, each written part after part.

Values are written as they stood; see `table_files` for why nothing is made harmless in them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol, Self, TextIO

import polars as pl
import pyarrow.parquet as pq

REPEATED = 0.3
"""A Parquet column is a dictionary where fewer of its first values than this share are distinct."""
LOOKED_AT = 20_000
GROUP = 122_880
"""Rows of a group of Parquet, as DuckDB has them."""


class Writer(Protocol):
    """One file being written."""

    def write(self, frame: pl.DataFrame) -> None:
        """Adds these rows."""
        ...

    def close(self) -> None:
        """Ends the file."""
        ...


class Form(Protocol):
    """One kind of file. ending: of its name, with the dot."""

    ending: str

    def begin(self, place: Path, first: pl.DataFrame) -> Writer:
        """A new file whose first rows will be `first`, with its columns."""
        ...


class Listed:
    """A list of lines beside a table, as CSV. It is there only once something was begun or added."""

    def __init__(self, place: Path, names: Sequence[str]) -> None:
        self._place, self._names = place, names
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def begin(self) -> TextIO:
        """The file with its row of names."""
        if self._file is None:
            self._file = self._place.open("w", encoding="utf-8", newline="")
            csv.writer(self._file, lineterminator="\n").writerow(self._names)
        return self._file

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Adds these rows."""
        for row in rows:
            csv.writer(self.begin(), lineterminator="\n").writerow(row)


class AsCsv:
    """Header row first; an absent cell is empty, as an empty one is."""

    ending = ".csv"

    def begin(self, place: Path, first: pl.DataFrame) -> Writer:
        """A CSV file."""
        return _Csv(place)


class _Csv:
    def __init__(self, place: Path) -> None:
        self._file = place.open("wb")
        self._begun = False

    def write(self, frame: pl.DataFrame) -> None:
        # Nothing at all on a line would be no record.
        frame = frame.fill_null("") if frame.width == 1 else frame
        frame.write_csv(self._file, line_terminator="\n", include_header=not self._begun)
        self._begun = True

    def close(self) -> None:
        self._file.close()


class AsParquet:
    """Text columns; an absent cell is null and an empty one is empty."""

    ending = ".parquet"

    def begin(self, place: Path, first: pl.DataFrame) -> Writer:
        """A Parquet file, compressed with Snappy."""
        return _Parquet(place, first)


class _Parquet:
    def __init__(self, place: Path, first: pl.DataFrame) -> None:
        self._writer = pq.ParquetWriter(
            place,
            first.head(0).to_arrow().schema,
            compression="snappy",
            use_dictionary=_repeating(first.head(LOOKED_AT)),
            write_statistics=False,
            store_schema=False,
        )

    def write(self, frame: pl.DataFrame) -> None:
        self._writer.write_table(frame.to_arrow(), row_group_size=GROUP)

    def close(self) -> None:
        self._writer.close()


def _repeating(rows: pl.DataFrame) -> Sequence[str]:
    return [one.name for one in rows if one.n_unique() < REPEATED * rows.height]
