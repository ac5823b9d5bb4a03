"""The two forms in which `read` copies a table, each written part after part.

Values are written as they stood; see `table_files` for why nothing is made harmless in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

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
