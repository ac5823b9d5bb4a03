"""Cells that hold several things side by side, and things that stand in several cells.

split: one piece of a cell, by a mark or by widths; `join`: the cells of several columns as one text. Pieces
are given as they stand, so that together they are the cell (law 1).
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from core.transforms.blanks import without_blanks
from core.transforms.finding_kinds import PART_NOT_THERE
from core.transforms.model import NO_FINDING, Keep, Options, Shaped, Transform
from core.transforms.text import kept_trimmed

MOST_PIECES = 50
JOIN = "join"
_LOOKED_AT = 200
"""Texts by which widths are told; they are seen by a person before anything is gone by."""


def _split(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    number, widths = int(str(options["number"])), options.get("widths")
    if widths is not None:
        piece = _by_width(text, [int(width) for width in str(widths).split(",")], number)
    else:
        pieces = text.str.split(str(options["separator"]))
        piece = pieces.list.get(number - 1, null_on_oob=True)
    found = piece.str.strip_chars()
    value = keep(pl.when(found != "").then(found))
    return Shaped(value, pl.when(text.is_not_null() & value.is_null()).then(pl.lit(PART_NOT_THERE)))


def _by_width(text: pl.Expr, widths: Sequence[int], number: int) -> pl.Expr:
    """The piece after so many characters; one more than there are widths is all that is left."""
    start = sum(widths[: number - 1])
    if number > len(widths) + 1:
        return pl.lit(None, dtype=pl.String)
    return text.str.slice(start, widths[number - 1] if number <= len(widths) else None)


def widths_in(texts: pl.Series) -> str:
    """The widths of the pieces where every text changes between letters, digits and others at one place.

    texts: the most frequent first. "1" where nothing tells.
    """
    ends = [_ends(text) for text in texts.head(_LOOKED_AT)]
    shared = sorted(set.intersection(*ends)) if ends else []
    widths = [end - start for start, end in zip([0, *shared], shared, strict=False)]
    return ",".join(str(width) for width in widths[: MOST_PIECES - 1]) or "1"


def _ends(text: str) -> set[int]:
    kinds = [(one.isdigit(), one.isalpha(), one.isspace()) for one in text]
    return {place for place in range(1, len(text)) if kinds[place] != kinds[place - 1]}


def joined(columns: Sequence[str], options: Options, keep: Keep) -> Shaped:
    """The texts of the columns in their order, without the empty ones and without words for nothing.

    options: also what was said of blanks.
    """
    cells = [kept_trimmed(column, keep) for column in columns]
    read = [without_blanks(cell, (options,), keep) for cell in cells]
    texts = [each.value for each in read]
    some = pl.any_horizontal(text.is_not_null() for text in texts)
    whole = pl.concat_str(texts, separator=str(options["with"]), ignore_nulls=True)
    # A word for nothing beside a text is told of its own cell; here it would hide what is told of the text.
    nothing = pl.when(~some).then(pl.coalesce(each.finding for each in read))
    text = keep(pl.when(some).then(whole))
    return Shaped(text, nothing, text)


def _alone(text: pl.Expr, _: Options, __: Keep) -> Shaped:
    return Shaped(text, NO_FINDING)


SPLIT = Transform(
    "split",
    "Takes one piece of a cell that holds several side by side.",
    {
        "number": "which piece, 1 for the first",
        "separator": "the mark between the pieces",
        "widths": 'instead of a mark: how many characters each piece has, as "3,4"; the next has the rest',
    },
    _split,
    part="number",
)
JOINED = Transform(
    JOIN,
    "Puts the cells of several columns together as one text, in the order of the rule's columns.",
    {"with": "what stands between two of them; may be a space"},
    _alone,
)
