"""What is published of a table's rows, looked at column by column: a second copy of it is never made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from core.conservation.masks import among, certain, nowhere, rising


@dataclass(frozen=True)
class Beside:
    """Records beside the rows that they are of. present: the rows that have one; `frame` has one record for
    each of those, in their order.
    """

    frame: pl.DataFrame = field(repr=False)
    present: pl.Series = field(repr=False)

    @staticmethod
    def of(frame: pl.DataFrame, name: str, rows: pl.Series) -> Beside:
        """name: the column that says which row a record is of. rows: their numbers, none twice.

        Of several records of one row the first is taken; one of no row is left out.
        """
        own = frame[name]
        if rising(own) and rising(rows):
            present = among(rows, own)
            if int(present.sum()) == frame.height:
                return Beside(frame, present)
        first = frame.with_row_index("#at").unique(name, keep="first").select("#at", name)
        placed = rows.to_frame(name).with_row_index("#row").join(first, on=name, how="inner").sort("#row")
        return Beside(frame[placed["#at"]], among(pl.int_range(rows.len(), eager=True), placed["#row"]))

    def __getitem__(self, name: str) -> pl.Series:
        """One field of the records, row by row; null where there is none."""
        return self.frame[name].gather(self._at)

    def has(self, name: str) -> pl.Series:
        """Rows whose record has a value in that field."""
        values = self.frame[name]
        return self._of_rows(values.is_not_null()) if values.null_count() else self.present

    def where(
        self, name: str, text: pl.Series, asked: Callable[[pl.Series, pl.Series], pl.Series]
    ) -> pl.Series:
        """Rows of which `asked` says yes, given that field of all records and the texts of their rows.

        text: of every row.
        """
        if self.frame.is_empty():
            return nowhere(self.present.len())
        return self._of_rows(certain(asked(self.frame[name], text.filter(self.present))))

    def _of_rows(self, mask: pl.Series) -> pl.Series:
        """Yes or no of every record as that of every row."""
        if mask.all():
            return self.present
        found = np.zeros(self.present.len(), dtype=np.bool_)
        found[self._rows] = mask.to_numpy()
        return pl.Series(found)

    @cached_property
    def _rows(self) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
        return self.present.arg_true().to_numpy()

    @cached_property
    def _at(self) -> pl.Series:
        """For each row the place of its record."""
        last = self.present.cast(pl.UInt32).cum_sum()
        return last.zip_with(self.present, pl.repeat(None, last.len(), dtype=last.dtype, eager=True)) - 1
