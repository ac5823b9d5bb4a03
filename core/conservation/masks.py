"""Yes or no of every row of a window, as the proof of conservation adds them up: never null."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import polars as pl


@lru_cache(maxsize=4)
def nowhere(height: int) -> pl.Series:
    """No of so many rows. Many ask for it: it is one and the same, and nobody writes into it."""
    return pl.repeat(False, height, eager=True)


@lru_cache(maxsize=4)
def everywhere(height: int) -> pl.Series:
    return pl.repeat(True, height, eager=True)


def certain(mask: pl.Series) -> pl.Series:
    """With no where it is not known."""
    return mask.zip_with(mask, nowhere(mask.len())) if mask.null_count() else mask


def among(numbers: pl.Series, these: pl.Series) -> pl.Series:
    """Of each number, whether it is one of these. None is missing."""
    return pl.Series(np.isin(numbers.to_numpy(), these.to_numpy()))


def where(rows: pl.Series, asked: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Those of `rows` (yes or no of each) of which `asked` says yes too. It is given their places alone."""
    places = rows.arg_true()
    if places.is_empty():
        return nowhere(rows.len())
    return nowhere(rows.len()).clone().scatter(places.filter(asked(places)), True)


def filled(text: pl.Series) -> pl.Series:
    """Cells with something in them besides white space.

    One that begins with a visible ASCII letter has; only of the others the white space is taken off.
    """
    visible = certain((text >= "!") & (text < "\x7f"))
    return visible | where(certain(text != "") & ~visible, lambda at: text.gather(at).str.strip_chars() != "")


def same_text(values: pl.Series, text: pl.Series) -> pl.Series:
    """Whether the value is the cell's own text but for white space around it."""
    same = certain(values == text)
    return same | where(
        ~same & values.is_not_null() & text.is_not_null(),
        lambda at: values.gather(at) == text.gather(at).str.strip_chars(),
    )


def rising(numbers: pl.Series) -> bool:
    """Whether each is greater than the one before it, so that none stands twice."""
    return not numbers.null_count() and bool((numbers[1:] > numbers[:-1]).all())
