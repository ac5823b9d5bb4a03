"""What is published of a table's rows, looked at column by column: a second copy of it is never made."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True)
class Beside:
    """Records beside the rows that they were made of. at: for each row the place of its record in `frame`,
    null where it has none.
    """

    frame: pl.DataFrame = field(repr=False)
    at: pl.Series = field(repr=False)

    def __getitem__(self, name: str) -> pl.Series:
        """One field of the records, row by row."""
        return self.frame[name].gather(self.at)
