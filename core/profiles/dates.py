"""Which order slashed dates are in, from the values that only one order can read.

Law 2: 03/04/2021 is never guessed row by row. A column settles its order by the rows that are possible
as one order alone; without such rows it is ambiguous and a person settles it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from core.profiles.latin import built
from core.profiles.shapes import PATTERNS, Shape

SLASHED = next(p.regex for p in PATTERNS if p.shape is Shape.DATE_SLASHED)
PARTS = r"^(?<first>\d{1,2})[/.-](?<second>\d{1,2})[/.-](?<year>\d{4}|\d{2})"
DAY_LETTERS = 10
"""Where a value begins with day, month and year in figures, they stand in its first ten letters."""
LENGTHS = {m: 28 if m == 2 else 30 if m in (4, 6, 9, 11) else 31 for m in range(1, 13)}
KINDS = ("mdy_only", "dmy_only", "both", "neither")


class DateOrder(StrEnum):
    """What the evidence says. NONE: the column has no slashed dates that can be read."""

    NONE = "none"
    MDY = "mdy"
    DMY = "dmy"
    AMBIGUOUS = "ambiguous"
    MIXED = "mixed"


@dataclass(frozen=True)
class OrderEvidence:
    """Cells of a column written as d/d/y (separators "/", "." or "-"), by the orders that can read them.

    mdy_only: 03/28/2021. dmy_only: 28/03/2021. both: 03/04/2021. neither: 00/00/0000, 13/13/2021.
    short_year: how many of them have a two-digit year.
    """

    mdy_only: int = 0
    dmy_only: int = 0
    both: int = 0
    neither: int = 0
    short_year: int = 0

    @property
    def order(self) -> DateOrder:
        if self.mdy_only and self.dmy_only:
            return DateOrder.MIXED
        if self.mdy_only:
            return DateOrder.MDY
        if self.dmy_only:
            return DateOrder.DMY
        return DateOrder.AMBIGUOUS if self.both else DateOrder.NONE


def order_counts(counted: pl.DataFrame) -> pl.DataFrame:
    """Evidence per column. `counted`: column (any), value (what SLASHED takes, or its first ten letters),
    count (UInt32).

    Returns one row per column that has slashed dates: column, mdy_only, dmy_only, both, neither,
    short_year, each in cells.
    """
    parts = counted.lazy().with_columns(_parts())
    mdy, dmy = _possible("first", "second"), _possible("second", "first")
    found = {
        "mdy_only": mdy & ~dmy,
        "dmy_only": dmy & ~mdy,
        "both": mdy & dmy,
        "neither": ~mdy & ~dmy,
        "short_year": pl.col("short"),
    }
    flags = parts.with_columns(expr.alias(name) for name, expr in found.items())
    sums = [pl.col("count").filter(pl.col(name)).sum().alias(name) for name in found]
    return flags.group_by("column").agg(sums).collect()


def readable(text: str) -> tuple[str, bool]:
    """One of KINDS, and whether the year has two digits: of one text that SLASHED takes, in Latin letters."""
    first, second, year = built(PARTS).findall(text)[0]
    mdy, dmy = _real(first, second, year), _real(second, first, year)
    kind = ("both" if dmy else "mdy_only") if mdy else ("dmy_only" if dmy else "neither")
    return kind, len(year) == 2


def _real(month: str, day: str, year: str) -> bool:
    """As `_possible`, of one day."""
    m, d, y = int(month), int(day), int(year)
    leap = y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
    longest = 29 if m == 2 and leap else LENGTHS.get(m, 0)
    return (y > 0 or len(year) == 2) and 1 <= d <= longest


def _parts() -> list[pl.Expr]:
    text = pl.col("value")
    names = ("first", "second", "year")
    numbers = [
        text.str.extract(PARTS, i + 1).cast(pl.Int32, strict=False).alias(n) for i, n in enumerate(names)
    ]
    return [*numbers, (text.str.extract(PARTS, 3).str.len_chars() == 2).alias("short")]


def _possible(month: str, day: str) -> pl.Expr:
    """Whether that month has that day (29 February in any year that might be a leap year). Figures that are
    digits and not from 0 to 9 are read in neither order.
    """
    m, d, y = pl.col(month), pl.col(day), pl.col("year")
    leap = (y % 4 == 0) & ((y % 100 != 0) | (y % 400 == 0))
    february = pl.when(leap).then(29).otherwise(28)
    longest = pl.when(m == 2).then(february).when(m.is_in([4, 6, 9, 11])).then(30).otherwise(31)
    real_year = pl.col("short") | (y > 0)
    possible = real_year & m.is_between(1, 12) & (d >= 1) & (d <= longest)
    return possible.fill_null(value=False)
