"""Tooth numbers of one notation, given in that of the record: Universal, FDI (ISO 3950) or Palmer (law 2).

16 is a first molar in the one and its neighbour's opposite in the other, so that the notation is an option of
the column, settled with evidence; without it every number waits. Several teeth and ranges keep their marks.
Universal: 1 to 32, primary A to T, supernumerary 51 to 82 and AS to TS. FDI has no numbers for the latter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from core.transforms.model import Keep, Options, Shaped, Transform, unread

NOTATIONS = ("universal", "fdi", "palmer")
INTO = ("universal", "fdi")

_RIGHT_TO_LEFT, _LEFT_TO_RIGHT = range(8, 0, -1), range(1, 9)
_ROWS = ((1, _RIGHT_TO_LEFT), (2, _LEFT_TO_RIGHT), (3, _RIGHT_TO_LEFT), (4, _LEFT_TO_RIGHT))
"""Quadrant and the places in it, in the order in which Universal counts."""
_PERMANENT = [f"{quadrant}{place}" for quadrant, places in _ROWS for place in places]
_PRIMARY = [f"{quadrant + 4}{place}" for quadrant, places in _ROWS for place in places if place <= 5]
_LETTERS = "ABCDEFGHIJKLMNOPQRST"

UNIVERSAL: Mapping[str, str] = {
    **{str(number): fdi for number, fdi in enumerate(_PERMANENT, start=1)},
    **dict(zip(_LETTERS, _PRIMARY, strict=True)),
}
"""Universal -> FDI, of the teeth that both have numbers for."""
SUPERNUMERARY = (*(str(number + 50) for number in range(1, 33)), *(f"{letter}S" for letter in _LETTERS))
_QUADRANTS = {"UR": "1", "UL": "2", "LL": "3", "LR": "4"}
_BRACKETS = {"┘": "UR", "⏌": "UR", "└": "UL", "⎿": "UL", "┌": "LL", "⎾": "LL", "┐": "LR", "⏋": "LR"}


def _palmer() -> dict[str, str]:
    """ "UR6" and "6UR" -> "16"; "LLE" -> "75"."""
    found = {}
    for quadrant, number in _QUADRANTS.items():
        teeth = {str(place): f"{number}{place}" for place in range(1, 9)}
        primary = {letter: f"{int(number) + 4}{place}" for place, letter in enumerate("ABCDE", start=1)}
        for place, fdi in {**teeth, **primary}.items():
            found[f"{quadrant}{place}"] = found[f"{place}{quadrant}"] = fdi
    return found


def _numbers(notation: str, into: str) -> dict[str, str]:
    """What each number of `notation` is called in `into`; "" where that has no number for it."""
    own = {"universal": UNIVERSAL, "fdi": {fdi: fdi for fdi in UNIVERSAL.values()}, "palmer": _palmer()}
    names = {fdi: number for number, fdi in UNIVERSAL.items()} if into == "universal" else {}
    told = {number: names.get(fdi, fdi) for number, fdi in own[notation].items()}
    if notation == "universal":
        told |= {number: number if into == "universal" else "" for number in SUPERNUMERARY}
    return told


def _tooth(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    notation = options.get("notation")
    if notation is None:
        unsettled = pl.when(text.is_not_null()).then(pl.lit("tooth_notation_unsettled"))
        return Shaped(pl.lit(None, dtype=pl.String), unsettled)
    numbers = _numbers(str(notation), str(options["into"]))
    teeth = keep(_single(text))
    named = keep(teeth.list.eval(pl.element().replace_strict(numbers, default=None, return_dtype=pl.String)))
    unknown = named.list.eval(pl.element().is_null()).list.any()
    nameless = named.list.eval(pl.element() == "").list.any()
    value = keep(pl.when(~unknown & ~nameless).then(_written(text, named)))
    lacking = pl.when(~unknown & nameless).then(pl.lit("tooth_without_number"))
    read = unread(value, text, "not_a_tooth")
    return Shaped(value, pl.coalesce(lacking, read.finding))


def _bare(text: pl.Expr) -> pl.Expr:
    """In capitals, Palmer's brackets as letters, his quadrants beside their numbers."""
    letters = text.str.to_uppercase().str.replace_many(list(_BRACKETS), list(_BRACKETS.values()))
    return letters.str.replace_all(r"\b([UL][RL])[\s-]+([1-8A-E])\b", "${1}${2}")


def _single(text: pl.Expr) -> pl.Expr:
    """Each tooth that a cell names, without "#" and leading zeros; one that is no number stays as it is."""
    marked = _bare(text).str.replace_all(r"^#|([,;/\s-])#", "${1}").str.replace_all(r"\s*([,;/-])\s*", "${1}")
    return (
        marked.str.replace_all(r"[,;/\s-]", ",")
        .str.split(",")
        .list.eval(pl.element().str.replace(r"^0+", ""))
    )


def _written(text: pl.Expr, named: pl.Expr) -> pl.Expr:
    """One tooth, "3,14", or "3-5" as it stood with the other names; of mixed marks nobody guesses."""
    bare = _bare(text)
    ranged = bare.str.contains(r"^[^,;/\s-]+\s*-\s*[^,;/\s-]+$")
    listed = ~bare.str.contains("-", literal=True)
    return pl.when(ranged).then(named.list.join("-")).when(listed).then(named.list.join(","))


@dataclass(frozen=True)
class ToothEvidence:
    """Cells that only one notation can read, that both can, and that neither can."""

    universal: int = 0
    fdi: int = 0
    palmer: int = 0
    several: int = 0
    neither: int = 0


def evidence(texts: pl.Series, counts: pl.Series) -> ToothEvidence:
    """Of the different cells of a column and how often each stands there."""
    reads = {
        notation: _single(pl.col("text"))
        .list.eval(pl.element().is_in(sorted(_numbers(notation, "universal"))))
        .list.all()
        .fill_null(False)
        for notation in NOTATIONS
    }
    frame = pl.DataFrame({"text": texts, "count": counts}).with_columns(**reads)
    ways = pl.sum_horizontal(pl.col(notation).cast(pl.UInt8) for notation in NOTATIONS)
    frame = frame.with_columns(ways.alias("ways"))

    def cells(which: pl.Expr) -> int:
        return int(frame.filter(which)["count"].sum())

    only = {notation: cells(pl.col(notation) & (pl.col("ways") == 1)) for notation in NOTATIONS}
    return ToothEvidence(**only, several=cells(pl.col("ways") > 1), neither=cells(pl.col("ways") == 0))


TOOTH = Transform(
    "tooth",
    "Reads tooth numbers of one notation into that of the record.",
    {
        "notation": '"universal", "fdi" or "palmer", how the column writes them; without it they wait',
        "into": '"universal" or "fdi", how the record has them; the same for every tooth of a mapping',
    },
    _tooth,
)
