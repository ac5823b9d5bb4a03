"""Cells of which several fields took a part each, found again piece by piece in what is published (law 1).

Nothing counts that somebody says was taken: every piece must stand in the cell, and together the pieces must
have as many letters and digits as the cell has, else something of it is nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from core.conservation.beside import Beside
from core.conservation.masks import nowhere
from core.mapping.model import Rule
from core.mapping.parts import part_of, parted, to_part
from core.transforms import applied
from core.transforms.folding import folded, folded_words

_LETTER = r"[\p{L}\p{N}]"


def in_parts(
    text: pl.Series, column: str, rules: Sequence[Rule], values: Mapping[str, Beside | pl.DataFrame]
) -> pl.Series:
    """For every cell, whether it is found whole in the fields of those rules that take parts of it.

    values: entity -> its records beside the rows of the table.
    """
    sharing = [rule for _, rule in parted(rules, column) if rule.entity in values]
    if not sharing:
        return nowhere(text.len())
    pieces: dict[str | None, pl.Series] = {}
    for rule in sharing:
        value, part = _taken(text, rule, values[rule.entity][rule.field]), part_of(rule)
        pieces[part] = (
            value if part not in pieces else pieces[part].zip_with(pieces[part].is_not_null(), value)
        )
    frame = pl.DataFrame([text.alias("cell"), *(p.alias(f"{i}") for i, p in enumerate(pieces.values()))])
    found = frame.select(_whole([pl.col(f"{i}") for i in range(len(pieces))])).to_series()
    return found | _corrected(text, sharing, pieces.values())


def _taken(text: pl.Series, rule: Rule, value: pl.Series) -> pl.Series:
    """The piece that a value stands for; one that was read further is the piece that led to it."""
    steps = [(step.transform, step.options) for step in to_part(rule)]
    if len(steps) == len(rule.steps):
        return value
    piece = applied(text, steps)["value"]
    return piece.zip_with(value.is_not_null(), pl.repeat(None, text.len(), dtype=pl.String, eager=True))


def stands_in(text: pl.Series, value: pl.Series) -> pl.Series:
    """For every cell, whether the value that several cells made together holds it; a date holds its cells."""
    if value.dtype != pl.String:
        return value.is_not_null()
    both = pl.DataFrame([text.str.strip_chars().alias("cell"), value.alias("value")])
    found = pl.col("value").str.contains(pl.col("cell"), literal=True)
    return both.select(found.fill_null(False)).to_series()


def _whole(pieces: Sequence[pl.Expr]) -> pl.Expr:
    cell = pl.col("cell").str.replace_all(r"\s+", " ")
    stands = [cell.str.contains(piece, literal=True).fill_null(True) for piece in pieces]
    letters = pl.sum_horizontal(piece.str.count_matches(_LETTER).fill_null(0) for piece in pieces)
    whole = letters == cell.str.count_matches(_LETTER)
    some = pl.any_horizontal(piece.is_not_null() for piece in pieces)
    return (pl.all_horizontal(stands) & whole & some).fill_null(False)


def _corrected(text: pl.Series, rules: Sequence[Rule], pieces: Iterable[pl.Series]) -> pl.Series:
    """Cells that a named person said are to be read as another text: any of its parts stands for them."""
    told: set[str] = set()
    for rule in rules:
        given = rule.steps[0].options.get("map") if rule.steps[0].transform == "correct" else None
        told |= set(folded_words(given)) if isinstance(given, Mapping) else set()
    named = text.to_frame("cell").select(folded(pl.col("cell"))).to_series().is_in(sorted(told))
    some = pl.select(pl.any_horizontal(piece.is_not_null() for piece in pieces)).to_series()
    return (named & some).fill_null(False)
