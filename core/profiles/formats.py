"""How the values of a column are written: "999-9999" in so many cells, "(999) 999-9999" in so many.

A digit is 9 and a run of letters is a; everything else stands as it is. Where that gives more formats than
anyone reads, as for amounts of every size, runs of digits are one 9+ too. A format tells how something is
written and not what, so it may be shown to those who may not see values (law 7).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from core.profiles.shapes import PATTERNS, Shape

UUID = next(each.regex for each in PATTERNS if each.shape is Shape.UUID)
SHOWN = 12
"""Formats of a column that are named; the others are counted together."""
LONGEST = 32
"""Characters of a format; longer ones end in an ellipsis."""
RARE = 0.01
"""Share of the filled cells below which a format is rare, where another has nearly all."""
MAIN = 0.9


@dataclass(frozen=True)
class Written:
    """One way of writing, and how many cells are written so."""

    form: str
    cells: int


@dataclass(frozen=True)
class Formats:
    """named: the most frequent first. others, other_cells: what is not named, in formats and in cells."""

    named: tuple[Written, ...] = ()
    others: int = 0
    other_cells: int = 0

    @property
    def rare(self) -> tuple[Written, ...]:
        """The formats to look at where nearly all cells are written in one way."""
        filled = sum(each.cells for each in self.named) + self.other_cells
        if not self.named or self.named[0].cells < MAIN * filled:
            return ()
        return tuple(each for each in self.named[1:] if each.cells <= RARE * filled)


def formats(counted: pl.DataFrame) -> Formats:
    """counted: value (String, trimmed, distinct, not empty), count (UInt32)."""
    if counted.is_empty():
        return Formats()
    found = _grouped(counted, form())
    if found.height > SHOWN:
        coarse = _grouped(counted, _coarse())
        found = coarse if coarse.height < found.height else found
    rest = found.slice(SHOWN)
    named = tuple(Written(text, cells) for text, cells in found.head(SHOWN).iter_rows())
    return Formats(named, rest.height, int(rest["cells"].sum()))


def form() -> pl.Expr:
    """How `value` is written."""
    unique = pl.col("value").str.contains(UUID)
    plain = pl.when(unique).then(pl.lit("UUID")).otherwise(_plain())
    short = plain.str.len_chars() <= LONGEST
    return pl.when(short).then(plain).otherwise(plain.str.slice(0, LONGEST) + "…")


def _coarse() -> pl.Expr:
    return form().str.replace_all(r"9{2,}", "9+").str.replace_all(r"a a(?: a)+", "a a+")


def _plain() -> pl.Expr:
    return pl.col("value").str.replace_all(r"[\pL\pM]+", "a").str.replace_all(r"\pN", "9")


def _grouped(counted: pl.DataFrame, how: pl.Expr) -> pl.DataFrame:
    sums = counted.lazy().select(how.alias("form"), "count").group_by("form").agg(pl.col("count").sum())
    return sums.rename({"count": "cells"}).sort("cells", "form", descending=[True, False]).collect()
