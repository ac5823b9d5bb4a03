"""Which values have to be looked at themselves, since their stencil leaves something open.

A pattern that takes a stencil takes every value of it: none asks for a 9 alone. Where only its rough form
takes the stencil, it depends on the digits of each value. Marks are bits of a number that stands beside
each value, so that whatever asks for some of them filters by arithmetic and not by text.
"""

from __future__ import annotations

import polars as pl

from core.profiles.dates import SLASHED
from core.profiles.shapes import LONGEST_SHORT, NUMBER_LEAD, PATTERNS, Lead, Pattern

CHECKED: tuple[Pattern, ...] = tuple(pattern for pattern in PATTERNS if pattern.rough)
NUMBER = 1 << len(CHECKED)
"""It reads as a number."""
DAYS = NUMBER << 1
"""It is written as day, month and year in one order or the other."""
PLAIN = DAYS << 1
"""It is written as a number plainly, without marks of thousands or of a currency."""
LEADING_DAY = PLAIN << 1
"""It begins with a day in figures, whatever follows."""
COLON = LEADING_DAY << 1
"""A colon is in it, which no other way of writing a day has."""
PLAINLY = r"^-?9+(?:\.9+)?$"
LEADING = r"^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_STENCIL, _HASH = pl.col("stencil"), "#hash"


def bit(pattern: Pattern) -> int:
    """Of a pattern that is in CHECKED."""
    return 1 << CHECKED.index(pattern)


def having(mark: int) -> pl.Expr:
    return (pl.col("marks") & mark) != 0


def marked(values: pl.DataFrame, stencils: pl.DataFrame) -> pl.DataFrame:
    """values, with marks (UInt32) beside them. Both as `core.profiles.counting` gives them."""
    known = stencils.lazy().select(_STENCIL.unique()).with_columns(_marks().alias("marks")).collect()
    if known.get_column("marks").n_unique() <= 1:
        return values.with_columns(pl.lit(known.get_column("marks").max(), dtype=pl.UInt32).alias("marks"))
    hashed = known.with_columns(_STENCIL.hash().alias(_HASH))
    if hashed.get_column(_HASH).n_unique() < hashed.height:
        return values.lazy().join(known.lazy(), on="stencil", how="left", maintain_order="left").collect()
    joined = values.lazy().with_columns(_STENCIL.hash().alias(_HASH))
    marks = hashed.lazy().select(_HASH, "marks")
    return joined.join(marks, on=_HASH, how="left", maintain_order="left").drop(_HASH).collect()


def _marks() -> pl.Expr:
    asked = [
        (_STENCIL.cast(pl.Float64, strict=False).is_not_null(), NUMBER),
        (_STENCIL.str.contains(SLASHED), DAYS),
        (_STENCIL.str.contains(PLAINLY), PLAIN),
        (_STENCIL.str.contains(LEADING), LEADING_DAY),
        (_STENCIL.str.contains(":", literal=True), COLON),
        *((_open(pattern), bit(pattern)) for pattern in CHECKED),
    ]
    return pl.sum_horizontal(held.fill_null(value=False).cast(pl.UInt32) * mark for held, mark in asked)


def _open(pattern: Pattern) -> pl.Expr:
    may = _STENCIL.str.contains(pattern.rough or "") & ~_STENCIL.str.contains(pattern.regex)
    return may & (_STENCIL.str.len_chars() <= LONGEST_SHORT) & _looked_for(pattern)


def _looked_for(pattern: Pattern) -> pl.Expr:
    numeric = _STENCIL.str.contains(NUMBER_LEAD)
    return (numeric & (Lead.NUMBER in pattern.leads)) | (~numeric & (Lead.OTHER in pattern.leads))
